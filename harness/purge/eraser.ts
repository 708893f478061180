import type { TestDatum } from '#harness/common/test-data.ts';

/** How test data is deleted in one place. Every call may throw PARTICIPANT_DOWN. */
export interface Eraser {
  /** Participant, or `journal`. */
  readonly place: string;
  /** All that is kept of tests there. */
  list(): Promise<readonly TestDatum[]>;
  remove(): Promise<void>;
  /** What is still there, looked for in more ways than list() where there are some. */
  leftovers(removed: readonly TestDatum[]): Promise<readonly TestDatum[]>;
}
