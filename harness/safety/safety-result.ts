import type { AttackResult } from './judge-attacks.ts';
import type { Arrival } from './sink/arrival.ts';

/** What must hold of a run as a whole. */
export interface Claim {
  readonly title: string;
  readonly holds: boolean;
}

/** What one verify run has shown. */
export interface Course {
  readonly attacks: readonly AttackResult[];
  readonly claims: readonly Claim[];
}

/** Says what a verify run has shown, once it is known what arrived with the guard off. */
export type Judge = (control: readonly Arrival[]) => Course;
