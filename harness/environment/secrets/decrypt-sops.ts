import { processEnvironment } from '../process-environment.ts';
import {
  encryptedOtherwise,
  findDecryption,
  missingFor,
  needsIdentity,
  runDecryption,
} from './run-decryption.ts';
import type { Secret } from './secret.ts';

/** Ways in which the program `sops` ends that say what to mend (its package cmd/sops/codes). */
const endings: Readonly<Record<number, string>> = {
  24: 'was changed after it was encrypted',
  25: 'was changed after it was encrypted',
  51: 'was changed after it was encrypted',
  128: encryptedOtherwise.rule,
};
const otherwise = 'cannot be read by sops: is it a yaml or json file of sops, and is the key in it?';

/**
 * One value of a file that the program `sops` encrypted, by the identity that VERDIKJEDE_AGE_IDENTITY names, or by what
 * sops finds of its own accord. Throws SETUP_MISSING without the program.
 * @param key names, with dots between them
 */
export function decryptSops(file: string, key: string): Secret {
  const sops = findDecryption(
    'sops',
    'go install github.com/getsops/sops/v3/cmd/sops@v3.13.3, brew install sops',
  );
  const { VERDIKJEDE_AGE_IDENTITY: identity } = processEnvironment();
  const missing = missingFor(file, identity);
  if (missing !== undefined) return missing;
  const place = key.split('.').map((name) => `["${name}"]`);
  const variables = identity === undefined ? {} : { SOPS_AGE_KEY_FILE: identity };
  const done = runDecryption(sops, ['decrypt', '--extract', place.join(''), file], variables);
  if ('text' in done) return done;
  if (identity === undefined && done.exitCode === 128) return needsIdentity;
  return { rule: endings[done.exitCode ?? 0] ?? otherwise };
}
