import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Environment } from '#harness/environment/environment.ts';
import { readLedger } from '#harness/guard/read-ledger.ts';
import type { LedgerEntry } from '#harness/observation/ledger.schema.ts';
import { listedRequestsSchema, type ListedRequests } from '#harness/observation/listed-requests.schema.ts';
import { profileFromLedger } from '#harness/observation/profile-from-ledger.ts';
import {
  chainSchema,
  runRecordSchema,
  scenarioRecordSchema,
  type ChainRecord,
  type RunRecord,
  type ScenarioRecord,
  type Seal,
} from '#harness/observation/run-record.schema.ts';
import { sentFrom } from '#harness/observation/sent-from.ts';
import { participantNames } from '#harness/common/participants.ts';
import type { Sealer } from '#harness/seal/sealed-command.ts';
import type { OpenRun } from './open-run.ts';
import { reconcileRun } from './reconcile-run.ts';
import { auditRecordOf } from './run-audit.ts';
import { traceFromLedger } from './trace-from-ledger.ts';

interface RecordFacts {
  readonly open: OpenRun;
  readonly environment: Environment;
  readonly drift: string | null;
  readonly kind: RunRecord['kind'];
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly unexpected: readonly string[];
  readonly faults: readonly string[];
  readonly interrupted: boolean;
  readonly load?: RunRecord['load'];
  /** What the supervisor itself sent through the guard; undefined for a run that did not come to its end. */
  readonly asked?: readonly ListedRequests[];
  /** Deployed versions as they were read. */
  readonly versions?: NonNullable<RunRecord['versions']>;
}

/** Puts one run together from what the reporter and the guard wrote. */
export function composeRecord(facts: RecordFacts): RunRecord {
  const { open, environment } = facts;
  const { chains, scenarios, listed } = readScenarios(open.context.scenariosPath);
  const ledger = readLedger(open.guard.ledgerPath);
  const traced =
    environment.mode === 'verify' ? scenarios.map((s) => traceFromLedger(s, chains, ledger)) : scenarios;
  return runRecordSchema.parse({
    version: 1,
    id: open.context.runId,
    kind: facts.kind,
    environment: describeEnvironment(environment, open, facts.drift),
    startedAt: facts.startedAt.toISOString(),
    endedAt: facts.endedAt.toISOString(),
    chains,
    scenarios: traced,
    profile: profileFromLedger(ledger, hostsOf(open)),
    guard: guardCounts(ledger),
    sent: sentFrom(ledger),
    ...(facts.asked === undefined || open.audit === undefined
      ? {}
      : { reconciliation: reconcileRun(ledger, open.audit, [...facts.asked, ...listed]) }),
    unexpected: [...facts.unexpected],
    faults: [...facts.faults],
    interrupted: facts.interrupted,
    ...(open.audit === undefined ? {} : { audit: auditRecordOf(open.audit) }),
    ...(facts.load === undefined ? {} : { load: facts.load }),
    ...(facts.versions === undefined ? {} : { versions: facts.versions }),
    ...(open.passed === undefined ? {} : { change: open.passed.approval() }),
  });
}

const line = z.strictObject({
  chain: chainSchema,
  record: scenarioRecordSchema,
  requests: listedRequestsSchema,
});

interface Scenarios {
  readonly chains: ChainRecord[];
  readonly scenarios: ScenarioRecord[];
  readonly listed: ListedRequests[];
}

function readScenarios(path: string): Scenarios {
  if (!existsSync(path)) return { chains: [], scenarios: [], listed: [] };
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => line.parse(JSON.parse(text)));
  const chains = new Map(lines.map(({ chain }) => [chain.name, chain]));
  return {
    chains: [...chains.values()],
    scenarios: lines.map(({ record }) => record),
    listed: lines.map(({ requests }) => requests),
  };
}

function describeEnvironment(
  environment: Environment,
  open: OpenRun,
  drift: string | null,
): RunRecord['environment'] {
  return {
    name: environment.name,
    file: environment.file,
    title: environment.title,
    mode: environment.mode,
    backend: open.participants.backend,
    sealed: open.context.sealed,
    ...(open.sealer === undefined ? {} : { seal: sealOf(open.sealer) }),
    drift,
    certificateDaysLeft: environment.limits.certificateDaysLeft,
    expectedDifferences: environment.expectedDifferences,
    participants: participantNames.map((name) => ({
      name,
      as: environment.participants[name].as,
      criticality: environment.participants[name].criticality ?? null,
    })),
  };
}

const sealOf = ({ by, browserSandbox }: Sealer): Seal => ({ by, browserSandbox });

const hostsOf = (open: OpenRun): Record<string, string> =>
  Object.fromEntries(
    Object.entries(open.participants.origins).map(([ref, origin]) => [new URL(origin).host, ref]),
  );

function guardCounts(ledger: readonly LedgerEntry[]): RunRecord['guard'] {
  const requests = ledger.filter((entry) => entry.entry === 'request');
  const count = (kind: string): number => requests.filter((entry) => entry.kind === kind).length;
  const stop = ledger.find((entry) => entry.entry === 'stopped');
  return {
    requests: { read: count('read'), session: count('session'), allowed: count('allowed') },
    denials: ledger
      .filter((entry) => entry.entry === 'denial')
      .map(({ at, class: of, method, host, reason, scenario }) => ({
        at,
        class: of,
        method,
        host,
        reason,
        scenario,
      })),
    incidents: ledger
      .filter((entry) => entry.entry === 'identity')
      .map(({ at, way, method, host, endpoint, scenario, where, is, hmac }) => ({
        ...{ at, way, method, host, endpoint, scenario, where, is, hmac },
      })),
    ...(stop === undefined ? {} : { stopped: { at: stop.at, cause: stop.cause, reason: stop.reason } }),
  };
}
