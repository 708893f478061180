import type { Observation } from '../observation/observation.schema.ts';

/** A JSON value, as observations carry it. */
export type Json = Observation['value'];

/** The three questions, answered separately and shown together. */
export const questions = ['scenarios', 'as approved', 'rules and contract'] as const;
export type Question = (typeof questions)[number];

/** What an observation turned out to be. Each is exactly one of these. */
export const kinds = [
  'same',
  'noise',
  'expected',
  'drift',
  'missing',
  'extra',
  'not run',
  'not comparable',
] as const;
export type Kind = (typeof kinds)[number];

/** One place inside a value where the two sides differ; a side that has nothing there is absent. */
export interface Difference {
  /** JSON pointer (RFC 6901); empty for the whole value. */
  readonly pointer: string;
  readonly expected?: Json;
  readonly seen?: Json;
}

/** Rules that hold anywhere, whatever the test environment shows. */
export type Rule = 'certificate accepted' | 'certificate days left' | 'protocol at least TLSv1.2';

interface Expectation {
  readonly owner: string;
  readonly reason: string;
  /** The last day on which the difference is expected. */
  readonly expires: string;
}

/** Why an observation is what it is: facts only, explain-comparison.ts makes the sentence. */
export type Because =
  | { readonly code: 'equal' }
  | { readonly code: 'differs' }
  | { readonly code: 'only expected' }
  | { readonly code: 'only seen' }
  | { readonly code: 'varies by itself'; readonly pointers: readonly string[] }
  | ({ readonly code: 'expected' } & Expectation)
  | ({ readonly code: 'expectation expired' } & Expectation)
  | { readonly code: 'not selected'; readonly run: 'test' | 'verify' }
  | { readonly code: 'not run'; readonly run: 'test' | 'verify'; readonly reason: string }
  | { readonly code: 'stopped before'; readonly run: 'test' | 'verify'; readonly reason: string }
  | { readonly code: 'blocked'; readonly run: 'test' | 'verify'; readonly reason: string }
  | { readonly code: 'participant down'; readonly participant: string }
  | { readonly code: 'not exercised'; readonly run: 'test' | 'verify' }
  | { readonly code: 'rule kept'; readonly rule: Rule }
  | { readonly code: 'rule broken'; readonly rule: Rule };

/** The answer for one observation. `expected` is the test's or the approved value, `seen` is production's. */
export interface ComparisonItem {
  readonly question: Question;
  /** `chain / scenario / name`, or `endpoint / name` for what the guard saw. */
  readonly id: string;
  /** The participant that showed it, and that owns a difference. */
  readonly participant: string;
  readonly scenario: string | null;
  readonly observation: string;
  readonly kind: Kind;
  readonly expected?: Json;
  readonly seen?: Json;
  /** Where the two differ, noise left out; empty unless there is something on both sides. */
  readonly differences: readonly Difference[];
  readonly because: Because;
}

/** The whole comparison. Runs are named by id; null where there was none. */
export interface Comparison {
  readonly test: string | null;
  readonly testAgain: string | null;
  readonly verify: string | null;
  /** Who approved the profile and when; null says that nobody has yet. */
  readonly approved: { readonly by: string; readonly at: string } | null;
  /** Sorted by question and id. */
  readonly items: readonly ComparisonItem[];
}

/** How many items of each kind each question has. */
export type Counts = Readonly<Record<Question, Readonly<Record<Kind, number>>>>;

/** Counts the items per question and kind. */
export function countKinds(comparison: Comparison): Counts {
  const none = () => Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Kind, number>;
  const counts: Record<Question, Record<Kind, number>> = {
    scenarios: none(),
    'as approved': none(),
    'rules and contract': none(),
  };
  for (const { question, kind } of comparison.items) counts[question][kind] += 1;
  return counts;
}
