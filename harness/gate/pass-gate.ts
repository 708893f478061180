import type { Change } from '#environments/change.schema.ts';
import { checkDeployedVersions, type ReadVersion } from './check-versions.ts';
import type { GateFinding } from './finding.ts';
import { gateRefused, listFindings } from './gate-refused.ts';
import { checkOffline, type AtGate, type GateView } from './gate.ts';
import { usedNonces } from './nonce/used-nonces.ts';

/** Lets one run through, or throws GATE_REFUSED with all findings. */
export type Gate = (run: { runId: string; runDir: string }) => PassedGate;

/** What the record of the run keeps of its change record. */
interface Approval {
  readonly id: string;
  readonly digest: string;
  readonly what: string;
  readonly why: string;
  readonly requester: string;
  readonly tester: { readonly person: string; readonly function: string };
  readonly signers: string[];
  readonly throwAway: boolean;
  readonly window: Change['predicate']['window'];
  readonly versions: Change['predicate']['versions'];
  readonly risk: string;
  readonly backup: string;
  readonly restore: string;
  readonly warnings: string[];
}

/** A run that the gate let through. */
export interface PassedGate {
  /** Who approved what; with the warnings so far. */
  approval(): Approval;
  /** To be done before the first scenario. Throws GATE_REFUSED when something else is deployed than was approved. */
  checkVersions(read: ReadVersion): Promise<void>;
}

/** Throws GATE_REFUSED unless all that speaks against starting is warnings. */
export function refuseUnlessClear({ findings }: Pick<GateView, 'findings'>, environment: string): void {
  if (findings.some(({ warning }) => warning !== true)) throw gateRefused(findings, environment);
}

/** Checks everything, and uses the record up: from here on it is no good for another run. */
export function passGate(at: AtGate, runId: string, throwAway: boolean): PassedGate {
  const { environment, now } = at;
  const view = checkOffline(at);
  refuseUnlessClear(view, environment.name);
  const { read, signers } = view;
  if (read === undefined) throw gateRefused(view.findings, environment.name);
  const { predicate } = read.change;
  const use = { runId, change: predicate.id, environment: environment.name, usedAt: now.toISOString() };
  refuseUnlessClear({ findings: usedNonces().use(predicate.nonce, use) }, environment.name);
  const warnings: GateFinding[] = [...view.findings];
  return {
    approval: () => ({
      id: predicate.id,
      digest: read.digest,
      what: predicate.what,
      why: predicate.why,
      requester: predicate.requester,
      tester: { person: predicate.tester.person, function: predicate.tester.function },
      signers: [...signers],
      throwAway,
      window: predicate.window,
      versions: predicate.versions,
      risk: predicate.risk.reference,
      backup: predicate.backup.evidence,
      restore: predicate.restore.routine,
      warnings: warnings.map((warning) => listFindings([warning]).trim().replace(/^! /, '')),
    }),
    checkVersions: async (readVersion) => {
      const findings = await checkDeployedVersions(read.change, environment, readVersion);
      refuseUnlessClear({ findings }, environment.name);
      warnings.push(...findings);
    },
  };
}
