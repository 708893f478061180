import { readFileSync, writeFileSync } from 'node:fs';
import { HarnessError } from '#harness/errors.ts';
import type { ReadChange } from '../change/read-change.ts';
import { signatureNamespace, sshKeygen } from './ssh-keygen.ts';

interface SignBy {
  /** Private key, or a public one whose private half an agent or a security key holds. */
  readonly key: string;
  /** As allowed_signers has it. */
  readonly person: string;
}

/** Signs a change record; returns the signature's path, `<record>.<person>.sig`. */
export function signChange({ file, signedText }: ReadChange, { key, person }: SignBy): string {
  const path = `${file}.${person}.sig`;
  writeFileSync(path, signatureOver(signedText, key));
  return path;
}

/** An armoured SSH signature over a text, in the namespace of change records. */
export function signatureOver(signedText: string, key: string): string {
  const { ok, stdout, stderr } = sshKeygen(['-Y', 'sign', '-f', key, '-n', signatureNamespace], signedText);
  if (ok) return stdout;
  throw new HarnessError(`ssh-keygen does not sign with ${key}: ${stderr.trim().split('\n').at(-1) ?? ''}`, {
    code: 'USAGE',
    stage: 'gate',
    hint: 'Name a private key that is yours, or a public one that your ssh-agent or security key holds: --key FILE.',
  });
}

/** Makes a key without a passphrase, for a run; returns the public line. */
export function makeKey(path: string, comment: string): string {
  const { ok, stderr } = sshKeygen(['-q', '-t', 'ed25519', '-N', '', '-C', comment, '-f', path]);
  if (ok) return readFileSync(`${path}.pub`, 'utf8').trim();
  throw new HarnessError(`ssh-keygen makes no key: ${stderr.trim()}`, {
    code: 'SETUP_MISSING',
    stage: 'gate',
    hint: 'OpenSSH 8.2 or newer is needed.',
  });
}
