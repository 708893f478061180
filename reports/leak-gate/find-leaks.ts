import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { eachView } from '#harness/identities/decode/views.ts';
import { leakPatterns, type LeakPattern } from './leak-patterns.ts';

/** A file that may not be published, and why; never what stands in it. */
export interface Leak {
  readonly file: string;
  readonly leak: LeakPattern['leak'] | 'unreadable';
  /** The decodings below which it was found. */
  readonly via: readonly string[];
}

export interface LeakSearch {
  /** Names of people that may not stand in what is published. */
  readonly names: readonly string[];
}

/** Pictures and films show what no search can read. */
const unsearchable = /\.(?:png|jpe?g|gif|webp|webm|mp4)$/i;
const limits = { depth: 10, bytes: 512 * 1024 * 1024 };

/** What may not be published of these bytes, below any decoding. */
export function leaksIn(content: string | Uint8Array, { names }: LeakSearch): Omit<Leak, 'file'>[] {
  const patterns = leakPatterns(names);
  const found = new Map<string, Omit<Leak, 'file'>>();
  const isWhole = eachView(
    content,
    ({ text, via }) => {
      for (const { leak, isIn } of patterns)
        if (!found.has(leak) && isIn(text)) found.set(leak, { leak, via });
    },
    { limits },
  );
  return [...found.values(), ...(isWhole ? [] : [{ leak: 'unreadable' as const, via: [] }])];
}

/** Searches every file of a folder, and the names of the files. What cannot be read counts as a leak. */
export async function findLeaks(folder: string, search: LeakSearch): Promise<Leak[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const leaks: Leak[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const file = relative(folder, path);
    if (unsearchable.test(file)) leaks.push({ file, leak: 'unreadable', via: [] });
    for (const content of [file, await readFile(path)]) {
      leaks.push(...leaksIn(content, search).map((leak) => ({ file, ...leak })));
    }
  }
  return leaks;
}
