import { countKinds, type Comparison } from '#harness/comparison/comparison.ts';
import { findings, type Finding } from '#harness/comparison/findings.ts';
import type { RunRecord } from '#harness/observation/run-record.schema.ts';
import { en } from './texts/en.ts';
import type { VerdictFacts } from './texts/texts.ts';
import type { Verdict, VerdictWord } from './verdict.schema.ts';

export interface VerdictInput {
  readonly verify?: RunRecord | undefined;
  readonly tests: readonly RunRecord[];
  readonly load?: RunRecord | undefined;
  readonly comparison?: Comparison | undefined;
  /** Why nothing was allowed to start. */
  readonly refused?: string | undefined;
  /** What the leak gate held the report back for. */
  readonly leaks?: readonly string[] | undefined;
  /** Our own bugs outside the runs: a page that could not be written. */
  readonly faults?: readonly string[] | undefined;
}

const exitCodes: Readonly<Record<VerdictWord, Verdict['exitCode']>> = {
  same: 0,
  passed: 0,
  drift: 1,
  failed: 1,
  refused: 2,
  blocked: 3,
  'safety stop': 4,
  fault: 5,
  interrupted: 130,
};

/** The gravest first. An interruption hides nothing graver, but all that it may have kept from happening. */
const gravity: readonly (readonly [VerdictWord, readonly Finding['kind'][]])[] = [
  ['fault', ['fault']],
  ['safety stop', ['denied', 'identity', 'stopped', 'leak', 'audit log', 'unexplained']],
  ['interrupted', ['interrupted']],
  ['drift', ['drift', 'missing', 'extra']],
  ['failed', ['failed', 'unexpected request']],
  ['blocked', ['blocked', 'not comparable']],
];

function wordFor(
  found: readonly Finding[],
  { tests, refused, verify, comparison }: VerdictInput,
): VerdictWord {
  const gravest = gravity.find(([, kinds]) => found.some(({ kind }) => kinds.includes(kind)))?.[0];
  if (refused !== undefined && (gravest === undefined || exitCodes[gravest] <= 3)) return 'refused';
  // A chain that already fails in test says nothing about production.
  const testIds = tests.map(({ id }) => id);
  const failsInTest = found.some(
    ({ kind, run }) => kind === 'failed' && run !== null && testIds.includes(run),
  );
  if (gravest === 'drift' && failsInTest) return 'failed';
  return gravest ?? (verify !== undefined && comparison?.test != null ? 'same' : 'passed');
}

const nobodys = { participant: null, scenario: null, observation: null, run: null };

/** A verify run of which nothing could be compared is not the same as production being the same. */
function emptyComparison({ verify, comparison }: VerdictInput): Finding[] {
  if (verify === undefined || comparison === undefined || comparison.test === null) return [];
  const compared = comparison.items.some(
    ({ question, kind }) => question === 'scenarios' && kind !== 'not run',
  );
  const because = 'No scenario showed the same observation in test and verify: nothing was compared.';
  return compared ? [] : [{ ...nobodys, kind: 'not comparable', because, run: verify.id }];
}

function runLine(record: RunRecord): Verdict['runs'][number] {
  const { id, kind, environment, startedAt, endedAt, scenarios } = record;
  const count = (...statuses: string[]) => scenarios.filter(({ status }) => statuses.includes(status)).length;
  const { name, title, mode, backend } = environment;
  return {
    ...{ id, kind, environment: name, title, mode, backend, startedAt, endedAt },
    passed: count('passed'),
    failed: count('failed', 'fault'),
    blocked: count('blocked'),
    notRun: count('not run'),
  };
}

/** The one answer of one or more runs; where several apply, exit codes 5, 4, 2, 1, 3 in this order. */
export function verdictOf(input: VerdictInput): Verdict {
  const { tests, verify, load, comparison } = input;
  const records = [...tests, verify, load].filter((record) => record !== undefined);
  const found: Finding[] = [
    ...(input.faults ?? []).map((because) => ({ ...nobodys, kind: 'fault' as const, because })),
    ...(input.leaks ?? []).map((because) => ({ ...nobodys, kind: 'leak' as const, because })),
    ...findings(comparison, records),
    ...emptyComparison(input),
  ];
  const word = wordFor(found, input);
  const verdict: VerdictFacts = {
    version: 1,
    verdict: word,
    exitCode: exitCodes[word],
    sealed: verify === undefined ? null : verify.environment.sealed,
    ...(verify?.environment.seal === undefined ? {} : { seal: verify.environment.seal }),
    runs: records.map(runLine),
    comparison:
      comparison?.verify == null
        ? null
        : { ...countKinds(comparison), profileApproved: comparison.approved !== null },
    findings: found,
  };
  const seal = verdict.sealed === null ? '' : ` ${verdict.sealed ? en.sealed(verdict.seal) : en.notSealed}`;
  return { ...verdict, sentence: `${en.verdictSentence(verdict, input.refused)}${seal}` };
}
