import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { finding, type GateFinding } from '../finding.ts';
import type { SignerFiles } from './check-signers.ts';
import { readSshSignature } from './ssh-signature.ts';
import { signatureNamespace, sshKeygen } from './ssh-keygen.ts';

/** Somebody whose signature holds. */
export interface Signer {
  /** As allowed_signers names the person. */
  readonly person: string;
  /** Public key, base64. */
  readonly publicKey: string;
}

/** Verifies one detached signature over `signedText`; each way to fail has its own reason. */
export function verifySignature(file: string, signedText: string, files: SignerFiles): Signer | GateFinding {
  const refuse = (because: string): GateFinding => finding('signatures', `${basename(file)} ${because}`);
  const claimed = readSshSignature(readFileSync(file, 'utf8'));
  if (claimed === undefined) return refuse('is no SSH signature.');
  if (claimed.namespace !== signatureNamespace) {
    return refuse(`was made for another namespace than ${signatureNamespace}.`);
  }
  const sound = sshKeygen(['-Y', 'check-novalidate', '-n', signatureNamespace, '-s', file], signedText);
  if (!sound.ok)
    return refuse('does not fit the change record: it was changed after signing, or it is another one.');
  const found = sshKeygen(['-Y', 'find-principals', '-s', file, '-f', files.allowedSigners]);
  const [person, ...more] = found.stdout.split('\n').filter((line) => line !== '');
  if (!found.ok || person === undefined) {
    return readFileSync(files.allowedSigners, 'utf8').includes(claimed.publicKey)
      ? refuse(
          'was made with a key that allowed_signers does not take at this time (valid-after, valid-before).',
        )
      : refuse('was made by nobody of allowed_signers.');
  }
  if (more.length > 0 || /[*?!,]/.test(person)) {
    return refuse('is by a key that allowed_signers gives to more than one person; one person a line.');
  }
  const verify = (revoked: readonly string[]): boolean =>
    sshKeygen(
      [
        '-Y',
        'verify',
        '-f',
        files.allowedSigners,
        '-I',
        person,
        '-n',
        signatureNamespace,
        '-s',
        file,
        ...revoked,
      ],
      signedText,
    ).ok;
  if (!verify([])) return refuse(`is not one that allowed_signers takes from ${person} for a change.`);
  if (files.revoked !== undefined && !verify(['-r', files.revoked])) {
    return refuse(`was made with a revoked key of ${person}.`);
  }
  return { person: person.toLowerCase(), publicKey: claimed.publicKey };
}
