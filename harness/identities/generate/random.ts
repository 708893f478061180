/** Random choices that a seed decides: the same seed gives the same choices, in Node, k6 and any other engine. */
export interface Random {
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  pick<T>(list: readonly T[]): T;
  /** True once in `n` times on average. */
  oneIn(n: number): boolean;
}

/** FNV-1a: a 32-bit number from any text. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** Mulberry32: small, fast, good enough for test data, and never for secrets. */
export function createRandom(seed: string | number): Random {
  let state = hash(String(seed));
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new RangeError('There is nothing to pick from.');
    return list[int(0, list.length - 1)] as T;
  };
  return { int, pick, oneIn: (n) => int(1, n) === 1 };
}

/** Draws until it gets something that is defined and not in `taken`, and takes it. RangeError where none is left. */
export function drawNew<T>(taken: Set<T>, draw: () => T | undefined): T {
  for (let tries = 0; tries < 100_000; tries += 1) {
    const drawn = draw();
    if (drawn !== undefined && !taken.has(drawn)) {
      taken.add(drawn);
      return drawn;
    }
  }
  throw new RangeError('There are no numbers left in the block: ask for fewer.');
}
