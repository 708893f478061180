import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

export interface KernelLock {
  /** `forGood` removes the lock's file as well: only where nobody will ask for it again. */
  release(how?: 'forGood'): void;
}

/** SQLite's code for a file that somebody else has locked. */
const busy = 5;

/**
 * Takes the one lock on this file, which is made for it; undefined when another process holds it. The lock is SQLite's,
 * and so the kernel's: it ends with the process, however that ends. Throws what the system does when the file cannot
 * be opened.
 */
export function takeKernelLock(file: string, { patienceMs = 0 } = {}): KernelLock | undefined {
  const database = new DatabaseSync(file, { timeout: patienceMs });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === busy) return undefined;
    throw error;
  }
  return {
    release: (how) => {
      database.close();
      if (how === 'forGood') rmSync(file, { force: true });
    },
  };
}
