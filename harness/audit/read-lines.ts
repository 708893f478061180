import { closeSync, openSync, readSync } from 'node:fs';

export interface Line {
  /** Without its end. */
  readonly bytes: Buffer;
  /** Where it begins in the file. */
  readonly at: number;
  /** False for a last line without its end. */
  readonly whole: boolean;
}

const chunkSize = 1 << 20;
const newline = 0x0a;

/** The lines of a file, read piece by piece. Throws what the system does when it cannot be read. */
export function* readLines(path: string): Generator<Line> {
  const file = openSync(path, 'r');
  try {
    let rest: Buffer = Buffer.alloc(0);
    let at = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(chunkSize);
      const read = readSync(file, chunk);
      if (read === 0) break;
      const text =
        rest.length === 0 ? chunk.subarray(0, read) : Buffer.concat([rest, chunk.subarray(0, read)]);
      let from = 0;
      for (let end = text.indexOf(newline, rest.length); end !== -1; end = text.indexOf(newline, from)) {
        yield { bytes: text.subarray(from, end), at: at + from, whole: true };
        from = end + 1;
      }
      at += from;
      rest = text.subarray(from);
    }
    if (rest.length > 0) yield { bytes: rest, at, whole: false };
  } finally {
    closeSync(file);
  }
}
