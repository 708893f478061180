import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { HarnessError } from '#harness/errors.ts';

export interface WriterLock {
  /** `forGood` removes the lock's file as well: only for a log that nobody will write again. */
  release(how?: 'forGood'): void;
}

/**
 * Takes the one right to write beside this path. The lock is SQLite's, and so the kernel's: it ends with the process,
 * however that ends. Throws AUDIT_REFUSED when somebody else holds it.
 */
export function lockForWriting(path: string): WriterLock {
  const file = `${path}.lock`;
  const database = new DatabaseSync(file);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    throw new HarnessError(`Another process writes the audit log ${path}; there can be only one.`, {
      code: 'AUDIT_REFUSED',
      stage: 'guard',
      hint: 'Let the other run end, or stop it; its end frees the log.',
      cause,
    });
  }
  return {
    release: (how) => {
      database.close();
      if (how === 'forGood') rmSync(file, { force: true });
    },
  };
}
