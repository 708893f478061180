import { execFileSync } from 'node:child_process';
import { HarnessError } from '../../errors.ts';
import { childEnvironment } from '../process-environment.ts';
import { findProgram } from '../tools/find-program.ts';

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
