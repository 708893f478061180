import { existsSync } from 'node:fs';
import { processEnvironment } from '../process-environment.ts';
import { findDecryption, runDecryption } from './run-decryption.ts';
import type { Secret } from './secret.ts';

/**
 * Decrypts a file by the program `age`, with the identity that VERDIKJEDE_AGE_IDENTITY names. Throws SETUP_MISSING
 * without the program.
 */
export function decryptAge(file: string): Secret {
  const age = findDecryption('age', 'apt-get install -y age, brew install age');
  const { VERDIKJEDE_AGE_IDENTITY: identity } = processEnvironment();
  if (identity === undefined) return { rule: 'needs VERDIKJEDE_AGE_IDENTITY: the file of your age identity' };
  if (!existsSync(identity)) return noIdentity;
  if (!existsSync(file)) return { rule: 'is not there: paths are from the folder of the environment file' };
  const done = runDecryption(age, ['--decrypt', '--identity', identity, file]);
  return 'text' in done
    ? done
    : { rule: 'cannot be decrypted by the identity in VERDIKJEDE_AGE_IDENTITY: encrypt it for that one' };
}

/** The variable names a file that is not there. */
export const noIdentity = { rule: 'needs the file that VERDIKJEDE_AGE_IDENTITY names, and it is not there' };
