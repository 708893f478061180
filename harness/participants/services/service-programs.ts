import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { inProject } from '#harness/environment/project-root.ts';
import type { ServicePrograms } from '../backend.ts';
import { bundleServices } from './bundle-services.ts';

/** Inside the checkout, so that a container that has it mounted has these too. */
const cache = ['node_modules', '.cache', 'verdikjede', 'services'] as const;
const sources = [
  ...[['mocks'], ['environments'], ['harness', 'common'], ['harness', 'messages'], ['harness', 'identities']],
  ...[
    ['harness', 'errors.ts'],
    ['harness', 'participants', 'services'],
  ],
  ...[['package.json'], ['node_modules', '.package-lock.json']],
];
/** Others that start now may still read theirs. */
const keptForMs = 3_600_000;

/**
 * Options of Node for a service: what stops it is told by the line of its source, and there is room for what is made
 * in a start, which would else be collected several times.
 */
export const nodeOptions = ['--enable-source-maps', '--min-semi-space-size=16'] as const;

/**
 * Each service as one file, made anew when anything changed that it is made of: to find and read a thousand small
 * ones takes as long as all else that a service does until it is ready. Where they cannot be made (a checkout that
 * may not be written to, a mistake in a source), the sources themselves: a service then says what is wrong.
 */
export async function servicePrograms(now = new Date()): Promise<ServicePrograms> {
  const key = keyOf(sources);
  const folder = inProject(...cache, key);
  try {
    if (!existsSync(folder)) await make(folder, now);
    return { key, pathOf: (title) => join(...cache, key, `${title}.cjs`) };
  } catch {
    return { key, pathOf: (title) => join('mocks', title, 'service.ts') };
  }
}

async function make(folder: string, now: Date): Promise<void> {
  const all = inProject(...cache);
  mkdirSync(all, { recursive: true });
  for (const name of readdirSync(all)) {
    const old = join(all, name);
    if (now.getTime() - statSync(old).mtimeMs > keptForMs) rmSync(old, { recursive: true, force: true });
  }
  // Under another name until it is whole: another run may make the same now.
  const making = mkdtempSync(join(all, 'making-'));
  try {
    await bundleServices(making);
    // A container reads it as nobody.
    chmodSync(making, 0o755);
    if (!existsSync(folder)) renameSync(making, folder);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** Names, sizes and times of change of all files below these places. */
function keyOf(places: readonly (readonly string[])[]): string {
  const hash = createHash('sha256');
  for (const place of places) {
    const path = inProject(...place);
    const found = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: 'utf8' })
          .sort()
          .map((name) => join(path, name))
      : [path];
    for (const file of found) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file}\n${size}\n${mtimeMs}\n`);
    }
  }
  return hash.digest('hex').slice(0, 16);
}
