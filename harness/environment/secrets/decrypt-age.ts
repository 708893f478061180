import { execFileSync } from 'node:child_process';
import { HarnessError } from '../../errors.ts';
import { childEnvironment, processEnvironment } from '../process-environment.ts';
import { findProgram } from '../tools/find-program.ts';
import type { Secret } from './secret.ts';

/**
 * Decrypts a file by the program `age`, with the identity that VERDIKJEDE_AGE_IDENTITY names; what comes out is kept in
 * memory alone. Throws SETUP_MISSING without the program.
 */
export function decryptAge(file: string): Secret {
  const age = findProgram('age');
  if (age === undefined) {
    throw new HarnessError(
      'The environment names a secret that is encrypted by age, and age is not installed.',
      {
        code: 'SETUP_MISSING',
        stage: 'environment',
        hint: 'Install it (apt-get install -y age, brew install age), or hand the secret over in a variable.',
      },
    );
  }
  const { VERDIKJEDE_AGE_IDENTITY: identity } = processEnvironment();
  if (identity === undefined) return { rule: 'needs VERDIKJEDE_AGE_IDENTITY: the file of your age identity' };
  try {
    const stdio = ['ignore', 'pipe', 'ignore'] as const;
    const parameters = ['--decrypt', '--identity', identity, file];
    const env = childEnvironment();
    return { text: execFileSync(age, parameters, { encoding: 'utf8', stdio: [...stdio], env }) };
  } catch {
    return { rule: 'cannot be decrypted by that identity' };
  }
}
