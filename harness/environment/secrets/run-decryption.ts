import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { HarnessError } from '../../errors.ts';
import { childEnvironment } from '../process-environment.ts';
import { findProgram } from '../tools/find-program.ts';

/** The rules that age and sops share. */
export const needsIdentity = { rule: 'needs VERDIKJEDE_AGE_IDENTITY: the file of your age identity' };
export const encryptedOtherwise = {
  rule: 'cannot be decrypted by the identity in VERDIKJEDE_AGE_IDENTITY: encrypt it for that one',
};

/** What is not there of the files that a decryption reads; undefined when both are. */
export function missingFor(
  file: string,
  identity: string | undefined,
): { readonly rule: string } | undefined {
  if (identity !== undefined && !existsSync(identity)) {
    return { rule: 'needs the file that VERDIKJEDE_AGE_IDENTITY names, and it is not there' };
  }
  return existsSync(file)
    ? undefined
    : { rule: 'is not there: paths are from the folder of the environment file' };
}

/** Absolute path of a program that secrets are encrypted by. Throws SETUP_MISSING without it. */
export function findDecryption(name: 'age' | 'sops', howToGet: string): string {
  const found = findProgram(name);
  if (found !== undefined) return found;
  throw new HarnessError(
    `The environment names a secret that is encrypted by ${name}, and ${name} is not installed.`,
    {
      code: 'SETUP_MISSING',
      stage: 'environment',
      hint: `Install it (${howToGet}), or hand the secret over in a variable.`,
    },
  );
}

/**
 * What the program decrypts, kept in memory alone, or how it ended. It is started without a shell; its own words are
 * not read, for they may carry a secret.
 * @param variables that it is handed besides those of any child
 */
export function runDecryption(
  program: string,
  parameters: readonly string[],
  variables: Record<string, string> = {},
): { readonly text: string } | { readonly exitCode: number | undefined } {
  try {
    const stdio = ['ignore', 'pipe', 'ignore'] as const;
    const env = childEnvironment(variables);
    return { text: execFileSync(program, parameters, { encoding: 'utf8', stdio: [...stdio], env }) };
  } catch (error) {
    const { status } = error as { status?: number | null };
    return { exitCode: status ?? undefined };
  }
}
