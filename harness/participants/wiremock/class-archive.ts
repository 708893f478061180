import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * WireMock's classes as a JVM wants them mapped (class-data sharing): read where there is an archive, else written
 * when the JVM ends. Only ever makes a start faster: nothing here throws.
 */
export interface ClassArchive {
  /** Path of a whole archive; undefined: there is none yet. */
  readonly kept: string | undefined;
  /** Takes in what a JVM wrote at its end. */
  keep(written: string): void;
  /** Removes an archive that a JVM died of. */
  discard(): void;
}

const none: ClassArchive = { kept: undefined, keep: () => undefined, discard: () => undefined };

/**
 * The archive for one Java build and one jar. Its size is part of its name, since a JVM crashes on a truncated one;
 * of whatever else may be wrong with it the JVM's own checks make it go on without.
 */
export function classArchive(cache: string | undefined, javaBuild: string, jar: string): ClassArchive {
  if (cache === undefined) return none;
  try {
    const { size, mtimeMs } = statSync(jar);
    const facts = [javaBuild, jar, size, mtimeMs].join('\n');
    const key = createHash('sha256').update(facts).digest('hex').slice(0, 16);
    const name = readdirSync(cache).find((entry) => isWhole(cache, key, entry));
    const kept = name === undefined ? undefined : join(cache, name);
    return {
      kept,
      keep: (written) => {
        takeIn(cache, key, written);
      },
      discard: () => {
        if (kept !== undefined) rmSync(kept, { force: true });
      },
    };
  } catch {
    return none;
  }
}

/** JVM options that read an archive, or write one at exit. A JVM that knows none of them goes on without. */
export function archiveOptions(use: { readonly read: string } | { readonly write: string }): string[] {
  const options =
    'read' in use
      ? [`-XX:SharedArchiveFile=${use.read}`, '-XX:+VerifySharedSpaces', '-Xshare:auto']
      : [`-XX:ArchiveClassesAtExit=${use.write}`];
  return ['-XX:+IgnoreUnrecognizedVMOptions', ...options, '-Xlog:disable'];
}

function isWhole(cache: string, key: string, name: string): boolean {
  const [itsKey, size, ending] = name.split('.');
  return itsKey === key && ending === 'jsa' && statSync(join(cache, name)).size === Number(size);
}

function takeIn(cache: string, key: string, written: string): void {
  // Copied under another name first: the cache may lie on another disk, and another run may do the same now.
  const copy = join(cache, `${key}.${process.pid}.part`);
  try {
    const { size } = statSync(written);
    copyFileSync(written, copy);
    renameSync(copy, join(cache, `${key}.${size}.jsa`));
  } catch {
    // The JVM wrote none, or the disk is full: the next run tries again.
    rmSync(copy, { force: true });
  }
}
