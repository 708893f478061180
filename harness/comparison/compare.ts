import type { RunRecord } from '../observation/run-record.schema.ts';
import type { ApprovedProfile } from './approved-profile.ts';
import { checkRules } from './check-rules.ts';
import { compareContract, compareWithApproved } from './compare-profile.ts';
import { comparePair, compareScenarios } from './compare-scenarios.ts';
import { questions, type Comparison, type ComparisonItem } from './comparison.ts';
import { indexRecord } from './index-record.ts';

export interface ComparisonInput {
  /** The latest test run. Without it the first question and the contract stay unanswered. */
  readonly test?: RunRecord | undefined;
  /** The second run of the A/A pair, for learning what varies by itself. */
  readonly testAgain?: RunRecord | undefined;
  /** Without it only the A/A pair is compared. */
  readonly verify?: RunRecord | undefined;
  /** What someone approved for the verify environment, if anyone has. */
  readonly approved?: ApprovedProfile | undefined;
  /** ISO date that expiries are judged on. */
  readonly today: string;
}

const inOrder = (a: ComparisonItem, b: ComparisonItem): number =>
  questions.indexOf(a.question) - questions.indexOf(b.question) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** A profile of another environment is no profile. */
const approvedFor = ({ approved, verify }: ComparisonInput): ApprovedProfile | undefined =>
  approved?.environment === verify?.environment.name ? approved : undefined;

function compareItems({ approved, today, ...runs }: ComparisonInput): ComparisonItem[] {
  const test = runs.test && indexRecord(runs.test);
  const testAgain = runs.testAgain && indexRecord(runs.testAgain);
  if (runs.verify === undefined) return test && testAgain ? comparePair(test, testAgain) : [];
  const verify = indexRecord(runs.verify);
  const { expectedDifferences: list, certificateDaysLeft } = runs.verify.environment;
  const profiles = { verify, test, testAgain, expectations: { list, today } };
  return [
    ...(test === undefined ? [] : compareScenarios({ ...profiles, test })),
    ...(approved === undefined ? [] : compareWithApproved(approved, profiles)),
    ...checkRules(verify, certificateDaysLeft),
    ...(test === undefined ? [] : compareContract({ ...profiles, test })),
  ];
}

/** Compares runs: test against verify, verify against what was approved, verify against rules and contract. */
export function compare(input: ComparisonInput): Comparison {
  const { test, testAgain, verify } = input;
  const approved = approvedFor(input);
  return {
    test: test?.id ?? null,
    testAgain: testAgain?.id ?? null,
    verify: verify?.id ?? null,
    approved: approved === undefined ? null : { by: approved.approvedBy, at: approved.approvedAt },
    items: compareItems({ ...input, approved }).sort(inOrder),
  };
}
