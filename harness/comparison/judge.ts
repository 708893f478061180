import type { RunRecord } from '../observation/run-record.schema.ts';
import type { Because, ComparisonItem, Difference, Kind } from './comparison.ts';
import type { Weighed } from './noise.ts';

export type ExpectedDifference = RunRecord['environment']['expectedDifferences'][number];

/** What the environment says about differences, and the day it is judged on. */
export interface Expectations {
  readonly list: readonly ExpectedDifference[];
  /** ISO date. */
  readonly today: string;
}

export type Judgement = Pick<ComparisonItem, 'kind' | 'differences' | 'because'>;

/** The difference is expected if its observation is listed and the listing has not expired. */
export function unlessExpected(
  id: string,
  expectations: Expectations,
  kind: Kind,
  because: Because,
  differences: readonly Difference[] = [],
): Judgement {
  const listed = expectations.list.filter(({ observation }) => observation === id);
  const valid = listed.find(({ expires }) => expectations.today <= expires);
  const entry = valid ?? listed[0];
  if (entry === undefined) return { kind, because, differences };
  const { owner, reason, expires } = entry;
  return valid === undefined
    ? { kind: 'drift', because: { code: 'expectation expired', owner, reason, expires }, differences }
    : { kind: 'expected', because: { code: 'expected', owner, reason, expires }, differences };
}

/** Judges two values by what they differ in: same, noise, expected or drift. */
export function judgeDifferences(
  id: string,
  { real, noisy }: Weighed,
  expectations: Expectations,
): Judgement {
  if (real.length > 0) return unlessExpected(id, expectations, 'drift', { code: 'differs' }, real);
  if (noisy.length > 0) {
    return { kind: 'noise', because: { code: 'varies by itself', pointers: noisy }, differences: [] };
  }
  return { kind: 'same', because: { code: 'equal' }, differences: [] };
}
