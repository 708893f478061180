import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { attestationBeside } from '#harness/attestation/attestation-file.ts';
import { generateAuditKey, signerOf, type CheckpointSigner } from '#harness/audit/checkpoint-key.ts';
import { keyName } from '#harness/audit/audit-paths.ts';
import { describeDamage } from '#harness/audit/scan-log.ts';
import { verifyLog, type AuditReport } from '#harness/audit/verify-log.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { inProject } from '#harness/environment/project-root.ts';
import type { PassedGate } from '#harness/gate/pass-gate.ts';
import type { GuardOptions } from '#harness/guard/start-guard.ts';
import type { RunRecord } from '#harness/observation/run-record.schema.ts';
import { HarnessError } from '../errors.ts';

/** Where verify runs keep their evidence. */
export interface EvidencePlace {
  /** A folder is made in it for each run. */
  readonly folder: string;
  /** Copies of checkpoints: the second place. */
  readonly checkpoints: string;
  /** File of the private key that signs; undefined where each run makes its own. */
  readonly keyFile: string | undefined;
  /** Function of the tester, where no change record names one. */
  readonly tester: string | undefined;
}

/** The audit log of one run. */
export interface RunAudit {
  readonly guard: NonNullable<GuardOptions['audit']>;
  /** Signs what the run attests, with the key of its log. */
  readonly signer: CheckpointSigner;
}

/**
 * The audit log that a run must keep; undefined in mode test. Its key is made here for this run alone, unless the site
 * names one; where participants are real it must. Throws ENVIRONMENT_REFUSED.
 */
export function auditFor(
  environment: Environment,
  runId: string,
  place: EvidencePlace | undefined,
): RunAudit | undefined {
  if (environment.mode === 'test') return undefined;
  if (place === undefined) throw refused('has no place for its audit log', 'Run: npx verdikjede verify.');
  const real = Object.values(environment.participants).some(({ as }) => as === 'url');
  if (real && place.keyFile === undefined) {
    throw refused(
      'has real participants, and no key to sign its audit log with',
      'Name the file of an Ed25519 private key in VERDIKJEDE_AUDIT_KEY.',
    );
  }
  const privateKey = place.keyFile === undefined ? generateAuditKey() : readKey(place.keyFile);
  return {
    signer: signerOf(privateKey, keyName),
    guard: {
      path: join(place.folder, runId, 'audit.jsonl'),
      copyPath: join(place.checkpoints, `${runId}.checkpoints`),
      tester: { person: null, function: place.tester ?? 'not told' },
      change: null,
      privateKey,
    },
  };
}

/** What the log says of the change record that the gate let through: whose it is, and which. */
export function approvedIn(
  passed: PassedGate | undefined,
): Partial<Pick<NonNullable<GuardOptions['audit']>, 'tester' | 'change'>> {
  if (passed === undefined) return {};
  const { tester, id, digest } = passed.approval();
  return { tester, change: { id, digest } };
}

/** What became of the log; to be asked when the guard has ended. */
export function auditRecordOf({
  guard: { path, copyPath },
  signer,
}: RunAudit): NonNullable<RunRecord['audit']> {
  const key = signer.key.text;
  const from = (file: string): string => relative(inProject(), file);
  const none = { records: 0, head: '', counts: {}, unanswered: 0, coveredFromElsewhere: 0 };
  const copy = existsSync(copyPath) ? readFileSync(copyPath, 'utf8') : '';
  const report = existsSync(path) ? verifyLog({ path, key, checkpoint: copy }) : undefined;
  const { records, head, counts, unanswered, coveredFromElsewhere } = report ?? none;
  return {
    ...{ path: from(path), copy: from(copyPath), key, records, head, unanswered },
    counts: { ...counts },
    covered: coveredFromElsewhere ?? 0,
    problem: problemOf(report),
    attestation: from(attestationBeside(path)),
  };
}

function problemOf(report: AuditReport | undefined): string | null {
  if (report === undefined) return 'The audit log of the run is not there.';
  return report.damage === null ? null : `The audit log is damaged: ${describeDamage(report.damage)}.`;
}

function readKey(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new HarnessError('The file that VERDIKJEDE_AUDIT_KEY names could not be read.', {
      code: 'USAGE',
      stage: 'run',
      hint: 'Is the name right, and may you read it?',
      cause,
    });
  }
}

const refused = (why: string, hint: string): HarnessError =>
  new HarnessError(`This environment is verified, but the run ${why}.`, {
    code: 'ENVIRONMENT_REFUSED',
    stage: 'run',
    hint,
  });
