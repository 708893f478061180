import type { Observation } from '../observation/observation.schema.ts';
import type { ProfileObservation } from '../observation/observation.schema.ts';
import type { RunRecord, ScenarioRecord } from '../observation/run-record.schema.ts';
import type { Json } from './comparison.ts';

/** Run records for tests: a small, green run that a test changes where it needs to. */
const at = '2026-11-22T08:00:00.000Z';

/** An observation of the chain `letter`. */
export const anObservation = (scenario: string, name: string, value: Json, participant = 'citizen-portal') =>
  ({ chain: 'letter', scenario, step: 'reads', name, participant, value, at }) satisfies Observation;

/** A scenario of the chain `letter`, passed, with the given observations (name → value). */
export function aScenario(
  title: string,
  values: Readonly<Record<string, Json>> = {},
  change: Partial<ScenarioRecord> = {},
): ScenarioRecord {
  return {
    chain: 'letter',
    title,
    file: 'scenarios/letter/letter.scenario.ts',
    line: 12,
    writes: false,
    requirements: ['P8'],
    status: 'passed',
    durationMs: 1200,
    steps: [{ title: 'reads the inbox', status: 'passed', durationMs: 400 }],
    observations: Object.entries(values).map(([name, value]) => anObservation(title, name, value)),
    trace: [],
    ...change,
  };
}

/** What the guard saw at an endpoint; the participant is the last part of its reference. */
export const aProfileObservation = (endpoint: string, name: string, value: Json) =>
  ({
    participant: endpoint.split('.').at(-1) ?? endpoint,
    endpoint,
    name,
    value,
    at,
  }) satisfies ProfileObservation;

/** The denial that every verify run begins with. */
export const aCanary = {
  ...{ at, class: 'canary', method: 'POST', host: 'message-exchange.rehearsal.test:9443' },
  ...{ reason: 'No listed operation of message-exchange has the method POST and this path.', scenario: null },
} as const satisfies RunRecord['guard']['denials'][number];

/** A run of the given kind in `local` (test, load) or `rehearsal` (verify). */
export function aRecord(kind: RunRecord['kind'], change: Partial<RunRecord> = {}): RunRecord {
  const verify = kind === 'verify';
  return {
    version: 1,
    id: `${kind}-1`,
    kind,
    environment: {
      name: verify ? 'rehearsal' : 'local',
      file: `environments/${verify ? 'rehearsal' : 'local'}.yaml`,
      title: verify
        ? { nb: 'Generalprøve av produksjon', en: 'Rehearsal of production' }
        : { nb: 'Lokalt testmiljø', en: 'Local test environment' },
      mode: verify ? 'verify' : 'test',
      backend: 'process',
      sealed: false,
      drift: null,
      certificateDaysLeft: 30,
      expectedDifferences: [],
      participants: [],
    },
    startedAt: at,
    endedAt: '2026-11-22T08:00:21.000Z',
    chains: [],
    scenarios: [],
    profile: [],
    guard: { requests: { read: 0, session: 0, allowed: 0 }, denials: verify ? [aCanary] : [] },
    unexpected: [],
    faults: [],
    interrupted: false,
    ...change,
  };
}
