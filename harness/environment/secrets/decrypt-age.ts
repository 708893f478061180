import { processEnvironment } from '../process-environment.ts';
import {
  encryptedOtherwise,
  findDecryption,
  missingFor,
  needsIdentity,
  runDecryption,
} from './run-decryption.ts';
import type { Secret } from './secret.ts';

/**
 * Decrypts a file by the program `age`, with the identity that VERDIKJEDE_AGE_IDENTITY names. Throws SETUP_MISSING
 * without the program.
 */
export function decryptAge(file: string): Secret {
  const age = findDecryption('age', 'apt-get install -y age, brew install age');
  const { VERDIKJEDE_AGE_IDENTITY: identity } = processEnvironment();
  if (identity === undefined) return needsIdentity;
  const missing = missingFor(file, identity);
  if (missing !== undefined) return missing;
  const done = runDecryption(age, ['--decrypt', '--identity', identity, file]);
  return 'text' in done ? done : encryptedOtherwise;
}
