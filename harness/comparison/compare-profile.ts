import type { ProfileObservation } from '../observation/observation.schema.ts';
import type { ComparisonItem, Json, Question } from './comparison.ts';
import { differences } from './differences.ts';
import { profileId, type IndexedRecord } from './index-record.ts';
import { judgeDifferences, unlessExpected, type Expectations, type Judgement } from './judge.ts';
import { weigh } from './noise.ts';
import type { ApprovedProfile } from './approved-profile.ts';
import { approvedPart, contractPart, isProfileSet, saysNothing } from './profile-facts.ts';

type Part = (name: string, value: Json) => Json | undefined;
type Facts = Omit<ProfileObservation, 'at'>;

interface Profiles {
  readonly verify: IndexedRecord;
  /** The A/A pair, for what varies by itself. */
  readonly test: IndexedRecord | undefined;
  readonly testAgain: IndexedRecord | undefined;
  readonly expectations: Expectations;
}

/** Reading stopped somewhere in verify, so what was not seen says nothing about the environment. */
function notSeen(verify: IndexedRecord, test: IndexedRecord | undefined): Judgement | undefined {
  const scenarios = [...verify.scenarios.values()];
  const blocked = scenarios.find(({ status }) => status === 'blocked' || status === 'fault');
  if (blocked !== undefined) {
    const reason = blocked.reason ?? blocked.status;
    return { kind: 'not comparable', because: { code: 'blocked', run: 'verify', reason }, differences: [] };
  }
  const whole = [...(test?.scenarios.keys() ?? [])].every((key) => verify.scenarios.has(key));
  if (whole && scenarios.some(({ status }) => status === 'passed') && !scenarios.some(isFailed))
    return undefined;
  return { kind: 'not run', because: { code: 'not exercised', run: 'verify' }, differences: [] };
}
const isFailed = ({ status }: { status: string }): boolean => status === 'failed';

/** What a participant answers while it is down says nothing; its certificate was shown before any answer. */
function ifDown({ participant, name }: Facts, verify: IndexedRecord): Judgement | undefined {
  if (name.startsWith('certificate') || !verify.down.has(participant)) return undefined;
  return { kind: 'not comparable', because: { code: 'participant down', participant }, differences: [] };
}

function judgeValues(id: string, part: Part, expected: Json, is: Facts, from: Profiles): Judgement {
  const of = (run: IndexedRecord | undefined): Json | undefined => {
    const observation = run?.profile.get(id);
    return observation === undefined ? undefined : part(observation.name, observation.value);
  };
  const seen = part(is.name, is.value) ?? null;
  const weighed = weigh([expected], [of(from.test), of(from.testAgain)], seen, isProfileSet);
  const real = weighed.real.filter((difference) => !saysNothing(difference));
  const differs = differences(expected, seen, isProfileSet).length > 0;
  const judged = judgeDifferences(id, { real, noisy: differs ? weighed.noisy : [] }, from.expectations);
  return judged.kind === 'drift' ? (ifDown(is, from.verify) ?? judged) : judged;
}

function item(question: Question, facts: Facts, judgement: Judgement, expected?: Json, seen?: Json) {
  const { participant, name } = facts;
  const sides = { ...(expected === undefined ? {} : { expected }), ...(seen === undefined ? {} : { seen }) };
  return {
    question,
    id: profileId(facts),
    participant,
    scenario: null,
    observation: name,
    ...judgement,
    ...sides,
  };
}

/** Question 2, is production as approved: what the guard saw against what someone approved. */
export function compareWithApproved(approved: ApprovedProfile, from: Profiles): ComparisonItem[] {
  const before = new Map(approved.profile.map((facts) => [profileId(facts), facts]));
  const { verify, expectations } = from;
  const ids = new Set([...before.keys(), ...verify.profile.keys()]);
  return [...ids].flatMap((id): ComparisonItem[] => {
    const was = before.get(id);
    const is = verify.profile.get(id);
    const seen = is === undefined ? undefined : approvedPart(is.name, is.value);
    if (was !== undefined && is !== undefined) {
      const judgement = judgeValues(id, approvedPart, was.value, is, from);
      return [item('as approved', is, judgement, was.value, seen)];
    }
    if (was !== undefined) {
      const judgement =
        notSeen(verify, from.test) ?? unlessExpected(id, expectations, 'missing', { code: 'only expected' });
      return [item('as approved', was, judgement, was.value)];
    }
    if (is === undefined || seen === undefined) return [];
    const judgement = ifDown(is, verify) ?? unlessExpected(id, expectations, 'extra', { code: 'only seen' });
    return [item('as approved', is, judgement, undefined, seen)];
  });
}

/** Question 3, the contract half: facts that must agree between test and production. */
export function compareContract(from: Profiles & { readonly test: IndexedRecord }): ComparisonItem[] {
  const { test, verify } = from;
  const ids = new Set([...test.profile.keys(), ...verify.profile.keys()]);
  return [...ids].flatMap((id): ComparisonItem[] => {
    const reference = test.profile.get(id);
    const is = verify.profile.get(id);
    const facts = is ?? reference;
    if (facts === undefined) return [];
    const expected = reference && contractPart(reference.name, reference.value);
    const seen = is && contractPart(is.name, is.value);
    if (expected === undefined && seen === undefined) return [];
    if (expected === undefined || is === undefined) {
      const run = expected === undefined ? 'test' : 'verify';
      const judgement: Judgement = {
        kind: 'not run',
        because: { code: 'not exercised', run },
        differences: [],
      };
      return [item('rules and contract', facts, judgement, expected, seen)];
    }
    return [
      item('rules and contract', is, judgeValues(id, contractPart, expected, is, from), expected, seen),
    ];
  });
}
