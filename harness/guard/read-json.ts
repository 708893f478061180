import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, zstdDecompress } from 'node:zlib';
import { z } from 'zod';

const jsonSchema = z.json();
export type JsonValue = z.infer<typeof jsonSchema>;

const decoders: Readonly<Record<string, (bytes: Buffer) => Promise<Buffer>>> = {
  gzip: promisify<Buffer, Buffer>(gunzip),
  'x-gzip': promisify<Buffer, Buffer>(gunzip),
  deflate: promisify<Buffer, Buffer>(inflate),
  br: promisify<Buffer, Buffer>(brotliDecompress),
  zstd: promisify<Buffer, Buffer>(zstdDecompress),
  identity: (bytes) => Promise.resolve(bytes),
};

/** What a JSON answer says, however it is encoded on the wire; undefined where it is no JSON, or nobody can read it. */
export async function readJson(headers: IncomingHttpHeaders, body: Buffer): Promise<JsonValue | undefined> {
  const decode = decoders[(headers['content-encoding'] ?? 'identity').trim().toLowerCase()];
  try {
    return decode === undefined ? undefined : jsonSchema.parse(JSON.parse((await decode(body)).toString()));
  } catch {
    return undefined;
  }
}
