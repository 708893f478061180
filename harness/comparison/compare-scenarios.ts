import type { Observation } from '../observation/observation.schema.ts';
import type { ComparisonItem } from './comparison.ts';
import { scenarioKey, type IndexedRecord } from './index-record.ts';
import { judgeDifferences, unlessExpected, type Expectations, type Judgement } from './judge.ts';
import { weigh } from './noise.ts';

interface Runs {
  readonly test: IndexedRecord;
  readonly testAgain: IndexedRecord | undefined;
  readonly verify: IndexedRecord;
  readonly expectations: Expectations;
}

const cameAndWent: Judgement = {
  kind: 'noise',
  because: { code: 'varies by itself', pointers: [''] },
  differences: [],
};

/** The scenario came through, and yet this run did not have the observation. */
function passedWithout(run: IndexedRecord | undefined, id: string, key: string): boolean {
  return run?.scenarios.get(key)?.status === 'passed' && !run.observations.has(id);
}

/** Why one run has no such observation while the other has; undefined when its scenario passed. */
function absentBecause(run: 'test' | 'verify', record: IndexedRecord, key: string): Judgement | undefined {
  const scenario = record.scenarios.get(key);
  if (scenario === undefined) {
    return { kind: 'not run', because: { code: 'not selected', run }, differences: [] };
  }
  const reason = scenario.reason ?? scenario.status;
  switch (scenario.status) {
    case 'not run':
      return { kind: 'not run', because: { code: 'not run', run, reason }, differences: [] };
    case 'blocked':
    case 'fault':
      return { kind: 'not comparable', because: { code: 'blocked', run, reason }, differences: [] };
    case 'failed': {
      const kind = run === 'verify' ? 'missing' : 'not comparable';
      return { kind, because: { code: 'stopped before', run, reason }, differences: [] };
    }
    case 'passed':
      return undefined;
  }
}

function judgeMissing(id: string, key: string, runs: Runs): Judgement {
  const absent = absentBecause('verify', runs.verify, key);
  if (absent !== undefined && absent.kind !== 'missing') return absent;
  if (passedWithout(runs.test, id, key) || passedWithout(runs.testAgain, id, key)) {
    return cameAndWent;
  }
  return unlessExpected(id, runs.expectations, 'missing', absent?.because ?? { code: 'only expected' });
}

function judgeExtra(id: string, key: string, runs: Runs): Judgement {
  return (
    absentBecause('test', runs.test, key) ??
    unlessExpected(id, runs.expectations, 'extra', { code: 'only seen' })
  );
}

function judgeBoth(id: string, seen: Observation, runs: Runs): Judgement {
  const pair = [runs.test.observations.get(id)?.value, runs.testAgain?.observations.get(id)?.value] as const;
  const references = pair.filter((value) => value !== undefined);
  const judged = judgeDifferences(id, weigh(references, pair, seen.value), runs.expectations);
  if (judged.kind === 'drift' && runs.verify.down.has(seen.participant)) {
    const because = { code: 'participant down', participant: seen.participant } as const;
    return { ...judged, kind: 'not comparable', because };
  }
  const key = scenarioKey(seen);
  const comesAndGoes = passedWithout(runs.test, id, key) || passedWithout(runs.testAgain, id, key);
  return judged.kind === 'same' && comesAndGoes ? cameAndWent : judged;
}

function judge(id: string, runs: Runs): ComparisonItem | undefined {
  const reference = runs.test.observations.get(id) ?? runs.testAgain?.observations.get(id);
  const seen = runs.verify.observations.get(id);
  const observation = seen ?? reference;
  if (observation === undefined) return undefined;
  const key = scenarioKey(observation);
  const judgement =
    reference === undefined
      ? judgeExtra(id, key, runs)
      : seen === undefined
        ? judgeMissing(id, key, runs)
        : judgeBoth(id, seen, runs);
  return {
    question: 'scenarios',
    id,
    participant: observation.participant,
    scenario: observation.scenario,
    observation: observation.name,
    ...judgement,
    ...(reference === undefined ? {} : { expected: reference.value }),
    ...(seen === undefined ? {} : { seen: seen.value }),
  };
}

/** Question 1, do people see the same: every observation of the runs, each judged once. */
export function compareScenarios(runs: Runs): ComparisonItem[] {
  const all = [runs.test, runs.testAgain, runs.verify].flatMap((run) => [
    ...(run?.observations.keys() ?? []),
  ]);
  return [...new Set(all)].flatMap((id) => judge(id, runs) ?? []);
}

/** An A/A pair alone: what the two test runs have in common is `same`, what they don't is `noise`. */
export function comparePair(test: IndexedRecord, testAgain: IndexedRecord): ComparisonItem[] {
  const expectations: Expectations = { list: [], today: '' };
  const items = compareScenarios({ test, testAgain: undefined, verify: testAgain, expectations });
  return items.map((item) => {
    if (item.because.code === 'stopped before') return { ...item, kind: 'not comparable' };
    if (item.kind !== 'drift' && item.kind !== 'missing' && item.kind !== 'extra') return item;
    const pointers = item.kind === 'drift' ? item.differences.map(({ pointer }) => pointer) : [''];
    return { ...item, kind: 'noise', because: { code: 'varies by itself', pointers }, differences: [] };
  });
}
