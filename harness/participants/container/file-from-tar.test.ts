import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { fileFromTar } from './file-from-tar.ts';

function tarOf(content: Uint8Array): Buffer {
  const header = Buffer.alloc(512);
  header.write('classes.jsa');
  header.write(content.length.toString(8).padStart(11, '0'), 124);
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return Buffer.concat([header, content, padding, Buffer.alloc(1024)]);
}

function* pieces(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(stream: Iterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of fileFromTar(stream as unknown as AsyncIterable<Buffer>)) parts.push(part);
  return Buffer.concat(parts);
}

test('fileFromTar() gives the file back, in whatever pieces it comes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 3000 }),
      fc.integer({ min: 1, max: 2000 }),
      async (content, size) => {
        expect((await read(pieces(tarOf(content), size))).equals(content)).toBe(true);
      },
    ),
  );
});

test('fileFromTar() fails on what ends early and on what is no tar', async () => {
  await expect(read([tarOf(Buffer.alloc(2000)).subarray(0, 1500)])).rejects.toThrow('ended early');
  await expect(read([Buffer.alloc(600, 'x')])).rejects.toThrow('not a tar');
  await expect(read([])).rejects.toThrow('ended early');
});
