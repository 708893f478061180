import { readFileSync } from 'node:fs';
import { parseCheckpointKey } from '#harness/audit/checkpoint-key.ts';
import { maskIdentities } from '#harness/identities/mask-identities.ts';
import { HarnessError } from '../errors.ts';

/** The text of a file that somebody named; USAGE when it cannot be read. */
export function readGiven(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw wrongUse(`The file ${file} could not be read.`, 'Is the name right, and may you read it?', cause);
  }
}

/** The text of a public key that somebody named; USAGE when it is none. */
export function readGivenKey(file: string): string {
  const key = readGiven(file);
  if (parseCheckpointKey(key) === undefined) {
    throw wrongUse(
      `${file} holds no public key of an audit log.`,
      'It looks like verdikjede.audit+<id>+<base64>.',
    );
  }
  return key;
}

/** A command used in a way that makes no sense: exit code 2. */
export const wrongUse = (message: string, hint: string, cause?: unknown): HarnessError =>
  new HarnessError(maskIdentities(message), { code: 'USAGE', stage: 'setup', hint, cause });
