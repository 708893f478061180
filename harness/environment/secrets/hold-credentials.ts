import {
  heldCredentialSchema,
  type CredentialReference,
  type HeldCredential,
} from '#environments/credentials.schema.ts';
import { z } from 'zod';
import type { Environment } from '../environment.ts';
import { problemsError, type FileProblem } from '../read-yaml.ts';
import { credentialsOf } from './credentials-of.ts';
import { readSecret } from './read-secret.ts';

/** A shorter one could not be told from other text, where the guard looks whether somebody shows it. */
const shortest = 8;
const privateJwk = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), d: z.string() });

/** The parts of credentials that are secrets. */
const secretParts = ['value', 'token', 'user', 'password', 'certificate', 'key'] as const;

/**
 * Reads the secrets of an environment, for its guard. Throws ENVIRONMENT_INVALID with all that is missing, by
 * reference, or SETUP_MISSING where a program is; nothing of a secret is shown.
 */
export function holdCredentials(environment: Pick<Environment, 'file' | 'participants'>): HeldCredential[] {
  const problems: FileProblem[] = [];
  const held = credentialsOf(environment).map((credential) => hold(credential, environment.file, problems));
  if (problems.length === 0) return held.map((credential) => heldCredentialSchema.parse(credential));
  throw problemsError(
    problems,
    'ENVIRONMENT_INVALID',
    'Set the variable for this command alone, or put the file where the message says.',
  );
}

function hold(credential: CredentialReference, file: string, problems: FileProblem[]): object {
  const parts = Object.entries(credential).map(([part, said]) => {
    if (!secretParts.some((secret) => secret === part)) return [part, said];
    const secret = readSecret(said, file);
    const rule = 'text' in secret ? ruleBroken(credential.as, part, secret.text) : secret.rule;
    const where = `${credential.endpoint}: ${credential.as} ${part} ${said}`;
    if (rule !== undefined) problems.push({ file, where, rule });
    return [part, 'text' in secret ? secret.text : ''];
  });
  return Object.fromEntries(parts) as object;
}

/** What is wrong with a secret, by its kind; undefined when nothing is. */
function ruleBroken(as: CredentialReference['as'], part: string, text: string): string | undefined {
  if (as === 'certificate') {
    return text.includes(part === 'key' ? 'PRIVATE KEY-----' : '-----BEGIN CERTIFICATE-----')
      ? undefined
      : 'is not PEM';
  }
  if (as === 'helse-id') return isPrivateJwk(text) ? undefined : 'is no private EC P-256 key as JWK';
  return part === 'user' || text.length >= shortest ? undefined : `is shorter than ${shortest} characters`;
}

function isPrivateJwk(text: string): boolean {
  try {
    return privateJwk.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}
