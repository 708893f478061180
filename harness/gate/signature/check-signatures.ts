import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ReadChange } from '../change/read-change.ts';
import { finding, type GateFinding } from '../finding.ts';
import type { SignerFiles } from './check-signers.ts';
import { verifySignature, type Signer } from './verify-signature.ts';

interface Checked {
  readonly signers: readonly Signer[];
  readonly findings: readonly GateFinding[];
}

/** Detached signatures lie beside the record: `<record>.<person>.sig`. */
export function signatureFiles(changeFile: string): string[] {
  const start = `${basename(changeFile)}.`;
  return readdirSync(dirname(changeFile))
    .filter((name) => name.startsWith(start) && name.endsWith('.sig'))
    .sort()
    .map((name) => join(dirname(changeFile), name));
}

/**
 * Two different people of the allowed signers must have signed, with keys of their own, and one of them must have
 * neither asked for the verification nor carry it out. A signature that does not hold is a finding also beside two that do.
 */
export function checkSignatures(read: ReadChange, files: SignerFiles): Checked {
  const results = signatureFiles(read.file).map((file) => verifySignature(file, read.signedText, files));
  const signers = results.filter((result) => 'person' in result);
  const findings = results.filter((result) => 'check' in result);
  return { signers, findings: [...findings, ...checkPeople(signers, read, results.length)] };
}

function checkPeople(signers: readonly Signer[], { change }: ReadChange, files: number): GateFinding[] {
  const { requester, tester } = change.predicate;
  const people = new Set(signers.map(({ person }) => person));
  const keys = new Set(signers.map(({ publicKey }) => publicKey));
  if (files === 0) return [finding('signatures', 'nobody has signed; two different people must.')];
  if (signers.length === 0) return [];
  if (signers.length === 1) {
    return [
      finding(
        'signatures',
        `only ${signers[0]?.person ?? ''} has signed validly; two different people must.`,
      ),
    ];
  }
  if (people.size < 2)
    return [finding('signatures', `${[...people].join('')} has signed twice; two different people must.`)];
  if (keys.size < 2)
    return [finding('signatures', 'all signatures are by one key; each person has one of their own.')];
  if ([...people].every((person) => person === requester || person === tester.person)) {
    return [
      finding(
        'signatures',
        'only those who ask for the verification or carry it out have signed; another must.',
      ),
    ];
  }
  return [];
}
