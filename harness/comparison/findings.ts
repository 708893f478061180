import { z } from 'zod';
import { endpointRefs, participantNames } from '#harness/common/participants.ts';
import type { IdentityIncident } from '../observation/ledger.schema.ts';
import type { RunRecord, ScenarioRecord } from '../observation/run-record.schema.ts';
import { stopOf } from '../observation/stop-of.ts';
import type { Comparison } from './comparison.ts';
import { explainItem } from './explain-comparison.ts';

export const findingKinds = [
  'fault',
  'denied',
  'identity',
  'stopped',
  'leak',
  'audit log',
  'unexplained',
  'interrupted',
  'failed',
  'unexpected request',
  'drift',
  'missing',
  'extra',
  'blocked',
  'not comparable',
] as const;

/** One thing that makes the verdict worse. */
export const findingSchema = z.strictObject({
  /** The participant that owns it; null when it is nobody's, or not known. */
  participant: z.string().nullable(),
  scenario: z.string().nullable(),
  /** The observation, the rule's observation, or the hop that it points at. */
  observation: z.string().nullable(),
  kind: z.enum(findingKinds),
  /** One sentence. */
  because: z.string(),
  /** Id of the run; null when it comes from no run. */
  run: z.string().nullable(),
});
export type Finding = z.infer<typeof findingSchema>;

/** The participant that a host name belongs to: our names start with the endpoint's reference. */
const participantAt = (host: string): string | null =>
  participantNames.find((name) => endpointRefs(name).some((ref) => host.startsWith(`${ref}.`))) ?? null;

const worse = ['drift', 'missing', 'extra', 'not comparable'] as const;
const statusKinds = { failed: 'failed', blocked: 'blocked', fault: 'fault' } as const;

function ofScenario({ id: run, chains }: RunRecord, scenario: ScenarioRecord): Finding[] {
  const { status, participant = null, title, reason, trace } = scenario;
  if (status === 'passed' || status === 'not run') return [];
  const chain = chains.find(({ name }) => name === scenario.chain);
  const stop = chain === undefined ? undefined : stopOf(scenario, chain);
  const because =
    reason ?? trace.find(({ hop }) => hop === stop?.hop)?.detail ?? `The scenario is ${status}.`;
  return [
    {
      participant,
      scenario: title,
      observation: stop?.hop ?? null,
      kind: statusKinds[status],
      because,
      run,
    },
  ];
}

function ofLoad({ id: run, load }: RunRecord): Finding[] {
  if (load === undefined) return [];
  const { lost, doubled, withoutReceipt, receiptDoubled } = load.history;
  const broken = { lost, doubled, 'without receipt': withoutReceipt, 'receipt doubled': receiptDoubled };
  const finding = (observation: string, because: string): Finding => ({
    participant: 'message-exchange',
    scenario: `${load.chain}: ${load.workload}`,
    observation,
    kind: 'failed',
    because,
    run,
  });
  return [
    ...Object.entries(broken)
      .filter(([, ids]) => ids.length > 0)
      .map(([name, ids]) =>
        finding(`history: ${name}`, `${ids.length} of ${load.history.accepted} accepted messages.`),
      ),
    ...load.thresholds
      .filter(({ met }) => !met)
      .map(({ name }) => ({ ...finding(`threshold: ${name}`, 'Not met.'), participant: null })),
  ];
}

const isInAnswer = ({ way }: IdentityIncident): boolean => way === 'answer';

/** P7: what may never be seen in production. A request that carried someone is a denial already. */
function ofIncident(
  { host, scenario, where, is, hmac }: IdentityIncident,
  nobodys: Pick<Finding, 'run'>,
): Finding {
  return {
    ...nobodys,
    ...{ participant: participantAt(host), scenario, observation: where, kind: 'identity' },
    because: `An answer carried a ${is} person who is not on the roster; it was not passed on, and the run was stopped (P7). In the place of the person: HMAC ${hmac}.`,
  };
}

/** A run that was stopped says nothing of what it did not come to. A person in an answer is told as such already. */
function ofStop({ guard: { stopped } }: RunRecord, nobodys: Omit<Finding, 'kind' | 'because'>): Finding[] {
  if (stopped === undefined || stopped.cause === 'identity') return [];
  return [{ ...nobodys, kind: 'stopped', because: stopped.reason }];
}

/** A verify run proves, before it begins, that a write is refused. Without that proof it counts for nothing. */
function ofCanary({ id: run, kind, guard, scenarios, interrupted, faults }: RunRecord): Finding[] {
  const refused = guard.denials.some((denial) => denial.class === 'canary');
  const over = interrupted || faults.length > 0 || guard.stopped !== undefined;
  const endedBefore = scenarios.length === 0 && over;
  if (kind !== 'verify' || refused || endedBefore) return [];
  const because = 'The canary, a write that must be refused before the first scenario, was not refused.';
  return [{ participant: null, scenario: null, observation: 'canary', kind: 'denied', because, run }];
}

function ofRecord(record: RunRecord): Finding[] {
  const nobodys = { participant: null, scenario: null, observation: null, run: record.id };
  const denied = record.guard.denials.filter((denial) => denial.class === 'denied');
  return [
    ...record.faults.map((because) => ({ ...nobodys, kind: 'fault' as const, because })),
    ...denied.map(({ scenario, method, host, reason }) => ({
      ...nobodys,
      participant: participantAt(host),
      scenario,
      observation: `${method} ${host}`,
      kind: 'denied' as const,
      because: reason,
    })),
    ...(record.guard.incidents ?? []).filter(isInAnswer).map((incident) => ofIncident(incident, nobodys)),
    ...ofStop(record, nobodys),
    ...(record.audit?.problem == null
      ? []
      : [{ ...nobodys, kind: 'audit log' as const, because: record.audit.problem }]),
    ...(record.reconciliation?.unexplained ?? []).map((because) => ({
      ...nobodys,
      kind: 'unexplained' as const,
      because,
    })),
    ...ofCanary(record),
    ...(record.interrupted
      ? [{ ...nobodys, kind: 'interrupted' as const, because: 'The run was interrupted before its end.' }]
      : []),
    ...record.scenarios.flatMap((scenario) => ofScenario(record, scenario)),
    ...record.unexpected.map((because) => ({ ...nobodys, kind: 'unexpected request' as const, because })),
    ...ofLoad(record),
  ];
}

function ofComparison(comparison: Comparison): Finding[] {
  return comparison.items.flatMap((item) => {
    const kind = worse.find((candidate) => candidate === item.kind);
    if (kind === undefined) return [];
    const { participant, scenario, observation } = item;
    return [{ participant, scenario, observation, kind, because: explainItem(item), run: comparison.verify }];
  });
}

/** What both runs of an A/A pair show is one finding, not two. */
function once(found: readonly { finding: Finding; record: RunRecord }[]): Finding[] {
  const told = new Map<string, Finding>();
  for (const { finding, record } of found) {
    const { participant, scenario, observation, kind, because } = finding;
    const what = scenario === null ? because : scenario;
    // Each denied request counts.
    const each = kind === 'denied' ? told.size : 0;
    const key = JSON.stringify([each, record.environment.name, participant, what, observation, kind]);
    if (!told.has(key)) told.set(key, finding);
  }
  return [...told.values()];
}

/** Everything in the runs and their comparison that makes the verdict worse, the gravest first. */
export function findings(comparison: Comparison | undefined, records: readonly RunRecord[]): Finding[] {
  const all = [
    ...once(records.flatMap((record) => ofRecord(record).map((finding) => ({ finding, record })))),
    ...(comparison === undefined ? [] : ofComparison(comparison)),
  ];
  return all.sort((a, b) => findingKinds.indexOf(a.kind) - findingKinds.indexOf(b.kind));
}
