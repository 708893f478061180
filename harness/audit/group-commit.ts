import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '#harness/common/clock.ts';
import type { HarnessError } from '#harness/errors.ts';
import { auditUnwritable } from './audit-unwritable.ts';

interface Pending {
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (error: HarnessError) => void;
}

export interface GroupCommit {
  /** Resolves when the line is on the disk. What is not urgent waits a moment for company. */
  add(line: string, urgent: boolean): Promise<void>;
  /** Resolves when no write is under way. */
  settled(): Promise<void>;
  /** Ends it for good: what waits and what comes is rejected. Returns the error. */
  fail(cause: unknown): HarnessError;
}

interface GroupCommitParts {
  readonly path: string;
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** After each write that succeeded, with the number of lines written so far, before the next begins. */
  readonly written: (lines: number) => Promise<void>;
  readonly clock: Pick<Clock, 'after'>;
}

/** How long a line that is not urgent may wait. */
const patienceMs = 20;

/**
 * One write at a time; what comes meanwhile goes together with the next, so many records share one fdatasync. A write
 * that fails is final: after a failing fsync nobody knows what the disk holds, and trying again proves nothing.
 */
export function createGroupCommit({ path, write, written, clock }: GroupCommitParts): GroupCommit {
  let waiting: Pending[] = [];
  let lines = 0;
  let committing: Promise<void> | undefined;
  let patient = false;
  let failure: HarnessError | undefined;

  const fail = (cause: unknown): HarnessError => {
    failure ??= auditUnwritable(path, cause);
    for (const { reject } of waiting) reject(failure);
    waiting = [];
    return failure;
  };
  const commitGroup = async (group: readonly Pending[]): Promise<void> => {
    try {
      await write(Buffer.from(`${group.map(({ line }) => line).join('\n')}\n`));
      lines += group.length;
      for (const { resolve } of group) resolve();
      await written(lines);
    } catch (cause) {
      const error = fail(cause);
      for (const { reject } of group) reject(error);
    }
  };
  const commitAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      await commitGroup(group);
    }
    committing = undefined;
  };
  /** After all that arrived in the same turn of the event loop, so that it goes together. */
  const commit = (): void => {
    committing ??= nextTurn().then(commitAll);
  };

  return {
    fail,
    settled: async () => committing,
    add: (line, urgent) => {
      if (failure !== undefined) return Promise.reject(failure);
      const done = new Promise<void>((resolve, reject) => waiting.push({ line, resolve, reject }));
      if (urgent) commit();
      else if (!patient) {
        patient = true;
        void clock.after(patienceMs).then(() => {
          patient = false;
          if (waiting.length > 0) commit();
        });
      }
      return done;
    },
  };
}
