import type { Difference, Json } from './comparison.ts';
import { differences, shapeOf, type IsSet } from './differences.ts';

/**
 * What differs by itself between the two runs of an A/A pair: pointer → the shapes seen there. Only another
 * value of a shape that was seen is noise: text that turns into null, or disappears, is a difference.
 */
export type Noise = ReadonlyMap<string, ReadonlySet<string>>;

/** Learns the noise of one observation from the two values that the A/A pair gave. */
function learnNoise(first: Json, second: Json, isSet?: IsSet): Noise {
  return new Map(
    differences(first, second, isSet).map(({ pointer, expected, seen }) => [
      pointer,
      new Set([shapeOf(expected), shapeOf(seen)]),
    ]),
  );
}

export interface Weighed {
  /** The differences that are no noise. */
  readonly real: readonly Difference[];
  /** Where the value varies by itself, sorted. */
  readonly noisy: readonly string[];
}

/** The two values of an A/A pair; undefined where a run did not have one. */
export type Pair = readonly [Json | undefined, Json | undefined];

/**
 * Weighs what production showed against each reference, with the noise that the A/A pair shows. What is real
 * against any reference is real.
 */
export function weigh(
  references: readonly Json[],
  [first, second]: Pair,
  seen: Json,
  isSet?: IsSet,
): Weighed {
  const noise: Noise =
    first === undefined || second === undefined ? new Map() : learnNoise(first, second, isSet);
  const isReal = (difference: Difference): boolean =>
    !(noise.get(difference.pointer)?.has(shapeOf(difference.seen)) ?? false);
  const real = references.map((reference) => differences(reference, seen, isSet).filter(isReal));
  return { real: real.find(({ length }) => length > 0) ?? [], noisy: [...noise.keys()].sort() };
}
