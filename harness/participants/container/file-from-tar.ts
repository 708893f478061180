/** Bytes of a tar header, and of the unit that contents are padded to. */
const block = 512;

/** The contents of the one regular file in a tar stream (POSIX ustar): how an engine hands out a file. */
export async function* fileFromTar(tar: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer> {
  let header = Buffer.alloc(0);
  let left: number | undefined;
  for await (const piece of tar) {
    let bytes = Buffer.from(piece as Buffer);
    if (left === undefined) {
      header = Buffer.concat([header, bytes]);
      if (header.length < block) continue;
      left = parseInt(header.toString('latin1', 124, 136), 8);
      if (Number.isNaN(left)) throw new Error('not a tar stream');
      bytes = header.subarray(block);
    }
    const part = bytes.subarray(0, left);
    left -= part.length;
    if (part.length > 0) yield part;
  }
  if (left !== 0) throw new Error('the tar stream ended early');
}
