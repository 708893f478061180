import { existsSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { writeAttestation } from '#harness/attestation/attestation-file.ts';
import { logDigest } from '#harness/attestation/check-log.ts';
import { verificationOf } from '#harness/attestation/verification.ts';
import type { Resource } from '#harness/attestation/verification.schema.ts';
import type { CheckpointSigner } from '#harness/audit/checkpoint-key.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { subjectsOf } from '#harness/gate/change/subjects.ts';
import type { RunRecord } from '#harness/observation/run-record.schema.ts';
import type { Verdict } from '#reports/verdict.schema.ts';

/** Signs the certificate of a verify run, once its verdict is known; returns where it lies. */
export type Attest = (verdict: Verdict) => string;

interface Attestable {
  readonly record: RunRecord;
  readonly signer: CheckpointSigner;
  /** What digestsOf() gave before the run. */
  readonly used: readonly Resource[];
  readonly scenariosDir: string;
}

/** What a run is made with, by digest; to be asked before it begins. The same as a change record approves. */
export const digestsOf = (environment: Environment, scenariosDir: string): readonly Resource[] =>
  environment.mode === 'test' ? [] : subjectsOf(environment, scenariosDir);

/** Makes the signing of one run ready. The certificate lies beside the run's audit log. */
export function attesting({ record, signer, used, scenariosDir }: Attestable): Attest | undefined {
  const { audit } = record;
  if (audit?.attestation === undefined) return undefined;
  const [file, log] = [inProject(audit.attestation), inProject(audit.path)];
  return (verdict) => {
    const statement = verificationOf({
      ...{ record, verdict, used },
      nameOfFile: (path) => `scenarios/${relative(scenariosDir, inProject(path)).split(sep).join('/')}`,
      logDigest: existsSync(log) ? logDigest(log) : undefined,
    });
    writeAttestation(file, statement, signer);
    return file;
  };
}
