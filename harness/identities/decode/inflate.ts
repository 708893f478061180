import {
  brotliDecompressSync,
  constants,
  inflateRawSync,
  zstdDecompressSync,
  type ZlibOptions,
} from 'node:zlib';

export interface Inflated {
  readonly via: 'gzip' | 'deflate' | 'zip' | 'brotli' | 'zstd';
  readonly bytes: Buffer;
}

/** At how many places of one file a packed part is looked for. */
const mostParts = 2_000;
const magic = {
  gzip: Buffer.from([0x1f, 0x8b, 0x08]),
  zip: Buffer.from([0x50, 0x4b, 0x03, 0x04]),
  zstd: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]),
  pdfStream: Buffer.from('stream'),
};

function placesOf(bytes: Buffer, wanted: Buffer): number[] {
  const places: number[] = [];
  for (
    let at = bytes.indexOf(wanted);
    at >= 0 && places.length < mostParts;
    at = bytes.indexOf(wanted, at + 1)
  ) {
    places.push(at);
  }
  return places;
}

/** Where the data of a local file header of a zip begins; undefined for one that is stored as it is. */
function zipData(bytes: Buffer, at: number): number | undefined {
  if (at + 30 > bytes.length || bytes.readUInt16LE(at + 8) !== 8) return undefined;
  return at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
}

/** Where the data of a gzip member begins, behind what its flags say that its header holds. */
function gzipData(bytes: Buffer, at: number): number {
  const flags = bytes[at + 3] ?? 0;
  let data = at + 10;
  if (flags & 4 && data + 2 <= bytes.length) data += 2 + bytes.readUInt16LE(data);
  for (const text of [8, 16]) if (flags & text) data = bytes.indexOf(0, data) + 1;
  return flags & 2 ? data + 2 : data;
}

const isZlib = (bytes: Buffer, at = 0): boolean =>
  (bytes[at] ?? 0) === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(bytes[at + 1] ?? 0);

/** Where the packed streams of a PDF begin. */
function pdfStreams(bytes: Buffer): number[] {
  if (!bytes.subarray(0, 1024).includes('%PDF-')) return [];
  return placesOf(bytes, magic.pdfStream).flatMap((at) => {
    const start = [at + 7, at + 8].find((place) => isZlib(bytes, place));
    return start === undefined ? [] : [start + 2];
  });
}

/**
 * What is packed in these bytes, wherever it begins: gzip, zip (each file), zlib, zstd, the streams of a PDF; brotli,
 * which has no mark of its own, where the content encoding names it. Cut off streams give what they have. `most` bounds
 * each part; `tooLarge` is told of one that goes beyond.
 */
export function inflatedParts(
  bytes: Buffer,
  { most, contentEncoding = '', tooLarge }: { most: number; contentEncoding?: string; tooLarge: () => void },
): Inflated[] {
  const options: ZlibOptions = { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH };
  const parts: Inflated[] = [];
  const take = (via: Inflated['via'], unpack: () => Buffer): void => {
    try {
      const unpacked = unpack();
      if (unpacked.length > 0) parts.push({ via, bytes: unpacked });
    } catch (error) {
      // Anything else says that it was not packed in this way.
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') tooLarge();
    }
  };
  // Without head and checksum, so that what stands behind does no harm.
  const takeRaw = (via: Inflated['via'], at: number): void =>
    take(via, () => inflateRawSync(bytes.subarray(at), options));
  for (const at of placesOf(bytes, magic.gzip)) takeRaw('gzip', gzipData(bytes, at));
  for (const at of placesOf(bytes, magic.zip)) {
    const data = zipData(bytes, at);
    if (data !== undefined) takeRaw('zip', data);
  }
  if (isZlib(bytes)) takeRaw('deflate', 2);
  for (const at of pdfStreams(bytes)) takeRaw('deflate', at);
  if (bytes.subarray(0, 4).equals(magic.zstd)) {
    take('zstd', () => zstdDecompressSync(bytes, { maxOutputLength: most }));
  }
  if (/\bbr\b/i.test(contentEncoding))
    take('brotli', () => brotliDecompressSync(bytes, { maxOutputLength: most }));
  if (/\bdeflate\b/i.test(contentEncoding)) takeRaw('deflate', 0);
  return parts;
}
