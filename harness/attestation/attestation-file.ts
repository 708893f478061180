import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { auditPaths } from '#harness/audit/audit-paths.ts';
import type { CheckpointSigner } from '#harness/audit/checkpoint-key.ts';
import { canonicalJson } from '#harness/common/canonical-json.ts';
import { HarnessError } from '#harness/errors.ts';
import { signEnvelope } from './dsse.ts';

/** The attestation that belongs to an audit log: it lies beside it. */
export const attestationBeside = (log: string): string => join(dirname(log), 'attestation.json');

/** The audit log and the public key that lie beside an attestation, as far as they do. */
export function besideAttestation(file: string): { log: string | undefined; key: string | undefined } {
  const log = join(dirname(file), 'audit.jsonl');
  const ifThere = (path: string): string | undefined => (existsSync(path) ? path : undefined);
  return { log: ifThere(log), key: ifThere(`${file}.pub`) ?? ifThere(auditPaths(log).key) };
}

/** Signs a statement and writes it, once and for all: a file that is there is never replaced (REPORT_FAILED). */
export function writeAttestation(file: string, statement: object, signer: CheckpointSigner): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, signEnvelope(canonicalJson(statement), signer), { flag: 'wx', mode: 0o444 });
  } catch (cause) {
    throw new HarnessError(`The signed statement ${file} could not be written.`, {
      code: 'REPORT_FAILED',
      stage: 'report',
      hint: 'See that the folder may be written, that the disk has room, and that no such file is there already.',
      cause,
    });
  }
}
