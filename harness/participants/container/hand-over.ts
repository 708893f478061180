import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A mount that a container may only read. */
export interface ReadOnlyMount {
  readonly source: string;
  readonly target: string;
  readonly mode: 'ro';
}

/** A mount that a container may write. */
export interface WritableMount {
  readonly source: string;
  readonly target: string;
  readonly mode: 'rw';
}

/**
 * A folder for what a container keeps: it outlives the container, and ends with the run. Nobody, who writes inside,
 * must be able to; outside, the run directory around it (0700) keeps all other users out.
 * @param folder made by this, inside the run directory
 */
export function keepFolder(folder: string, target: string): WritableMount {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o777);
  return { source: folder, target, mode: 'rw' };
}

/**
 * Files for a container, to be mounted as one folder; much cheaper for an engine than copying them in. Nobody, who
 * reads them inside, must be able to; outside, the run directory around them (0700) keeps all other users out.
 * @param folder made by this, inside the run directory
 * @param files text by path
 */
export function handOver(
  folder: string,
  target: string,
  files: Readonly<Record<string, string>>,
): ReadOnlyMount {
  const made = new Set([folder]);
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    for (let dir = dirname(file); dir !== folder; dir = dirname(dir)) made.add(dir);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, 0o444);
  }
  // Whatever the umask of this user is.
  for (const dir of made) chmodSync(dir, 0o755);
  return { source: folder, target, mode: 'ro' };
}
