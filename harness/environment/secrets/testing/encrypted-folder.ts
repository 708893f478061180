import { test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processEnvironment } from '../../process-environment.ts';
import { findProgram } from '../../tools/find-program.ts';
import { readSecret } from '../read-secret.ts';
import type { Secret } from '../secret.ts';

/** Where one of them is not installed the test is not run; in CI it then fails by itself. */
export function needsPrograms(...names: readonly string[]): void {
  const missing = names.filter((name) => findProgram(name) === undefined);
  test.skip(missing.length > 0 && !processEnvironment().CI, `needs ${missing.join(', ')}`);
}

/** A folder of an environment, with identities of age made for the test; it goes with the object. */
export interface EncryptedFolder extends Disposable {
  readonly path: string;
  /** Makes an identity in a file of this name; gives whom to encrypt for. */
  identity(name: string): string;
  /** What a reference leads to, by the identity in a file of this name, or by none. */
  read(reference: string, by?: string): Secret;
}

export function encryptedFolder(): EncryptedFolder {
  const path = mkdtempSync(join(tmpdir(), 'verdikjede-encrypted-'));
  return {
    path,
    identity: (name) => {
      execFileSync('age-keygen', ['-o', join(path, name)], { stdio: 'ignore' });
      return /age1[a-z0-9]+/.exec(readFileSync(join(path, name), 'utf8'))?.[0] ?? '';
    },
    read: (reference, by) => {
      delete process.env['VERDIKJEDE_AGE_IDENTITY'];
      if (by !== undefined) process.env['VERDIKJEDE_AGE_IDENTITY'] = join(path, by);
      try {
        return readSecret(reference, join(path, 'environment.yaml'));
      } finally {
        delete process.env['VERDIKJEDE_AGE_IDENTITY'];
      }
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}
