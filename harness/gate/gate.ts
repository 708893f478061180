import type { Change, ChangeDemand, Leases } from '#environments/change.schema.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { projectRoot } from '#harness/environment/project-root.ts';
import { readChange, type ReadChange } from './change/read-change.ts';
import { subjectsOf } from './change/subjects.ts';
import { checkBackup } from './check-backup.ts';
import { checkCleanTree } from './check-clean-tree.ts';
import { checkDigests } from './check-digests.ts';
import { checkEnvironment } from './check-environment.ts';
import { checkLeases } from './check-leases.ts';
import { checkRisk } from './check-risk.ts';
import { checkTester } from './check-tester.ts';
import { checkNamedVersions } from './check-versions.ts';
import { checkWindow } from './check-window.ts';
import type { GateFinding } from './finding.ts';
import { usedNonces } from './nonce/used-nonces.ts';
import { readLeases } from './roster/lease-file.ts';
import { checkSignatures } from './signature/check-signatures.ts';
import { checkSigners, signerFiles, type SignerFiles } from './signature/check-signers.ts';

/** What the gate looks at: all of it lies on this machine, and nothing is sent. */
export interface AtGate {
  readonly environment: Environment;
  readonly scenariosDir: string;
  readonly changeFile: string;
  readonly now: Date;
  readonly leases: Leases;
  readonly signers: SignerFiles;
  /** Findings about the signers' files themselves. */
  readonly signerFindings: readonly GateFinding[];
}

/** What the gate saw: everything that speaks against starting, and who signed. */
export interface GateView {
  readonly read: ReadChange | undefined;
  readonly findings: readonly GateFinding[];
  /** People whose signatures hold. */
  readonly signers: readonly string[];
}

/** The gate's view of an environment whose signers are pinned. */
export function atPinnedGate(
  environment: Environment,
  demand: Exclude<ChangeDemand, { signers: 'throw-away' }>,
  where: { changeFile: string; scenariosDir: string; now: Date },
): AtGate {
  const signers = signerFiles(environment.file, demand);
  const signerFindings = checkSigners(signers, demand);
  return { ...where, environment, signers, signerFindings, leases: readLeases(environment) };
}

/** Whether every participant runs on this machine. */
export const whollyHere = ({ participants }: Pick<Environment, 'participants'>): boolean =>
  Object.values(participants).every(({ as }) => as !== 'url');

/** All that can be checked before any socket opens, all together. Nothing is used up. */
export function checkOffline(at: AtGate): GateView {
  const tree = checkCleanTree(projectRoot, { onlyWarn: whollyHere(at.environment) });
  const read = readChange(at.changeFile);
  if (Array.isArray(read))
    return { read: undefined, findings: [...at.signerFindings, ...read, ...tree], signers: [] };
  // Signatures say nothing where the list of signers is not the pinned one.
  const signed = at.signerFindings.length > 0 ? undefined : checkSignatures(read, at.signers);
  const findings = [
    ...at.signerFindings,
    ...(signed?.findings ?? []),
    ...checkContent(read.change, at),
    ...tree,
  ];
  return { read, findings, signers: [...new Set(signed?.signers.map(({ person }) => person))] };
}

function checkContent(change: Change, { environment, scenariosDir, leases, now }: AtGate): GateFinding[] {
  return [
    ...checkEnvironment(change, environment),
    ...usedNonces().check(change.predicate.nonce),
    ...checkWindow(change, now),
    ...checkDigests(change, subjectsOf(environment, scenariosDir)),
    ...checkNamedVersions(change, environment),
    ...checkRisk(change, now),
    ...checkBackup(change, now),
    ...checkTester(change, leases, now),
    ...checkLeases(change, leases, environment, now),
  ];
}
