import type { Clock } from '#harness/common/clock.ts';
import type { HarnessError } from '#harness/errors.ts';
import { auditUnwritable } from './audit-unwritable.ts';

interface Pending<Head> {
  readonly line: string;
  readonly head: Head;
  readonly resolve: () => void;
  readonly reject: (error: HarnessError) => void;
}

/** `Head` is where the log stands after a line. */
export interface GroupCommit<Head> {
  /** Resolves when the line is on the disk. What is not urgent waits a moment for company. */
  add(line: string, head: Head, urgent: boolean): Promise<void>;
  /** Resolves when no write is under way. */
  settled(): Promise<void>;
  /** Ends it for good: what waits and what comes is rejected. Returns the error. */
  fail(cause: unknown): HarnessError;
}

interface GroupCommitParts<Head> {
  readonly path: string;
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** After each write that succeeded, before the next begins. */
  readonly written: (head: Head) => Promise<void>;
  readonly clock: Pick<Clock, 'after'>;
}

/** How long a line that is not urgent may wait. */
const patienceMs = 20;

/**
 * One write at a time; what comes meanwhile goes together with the next, so many records share one fdatasync. A write
 * that fails is final: after a failing fsync nobody knows what the disk holds, and trying again proves nothing.
 */
export function createGroupCommit<Head>({
  path,
  write,
  written,
  clock,
}: GroupCommitParts<Head>): GroupCommit<Head> {
  let waiting: Pending<Head>[] = [];
  let committing: Promise<void> | undefined;
  let patient = false;
  let failure: HarnessError | undefined;

  const fail = (cause: unknown): HarnessError => {
    failure ??= auditUnwritable(path, cause);
    for (const { reject } of waiting) reject(failure);
    waiting = [];
    return failure;
  };
  const commitGroup = async (group: readonly Pending<Head>[]): Promise<void> => {
    try {
      await write(Buffer.from(`${group.map(({ line }) => line).join('\n')}\n`));
      for (const { resolve } of group) resolve();
      const last = group.at(-1);
      if (last !== undefined) await written(last.head);
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
  /** After all that is added in one breath, so that it goes together, and before anything else that waits its turn. */
  const commit = (): void => {
    committing ??= Promise.resolve().then(commitAll);
  };

  return {
    fail,
    settled: async () => committing,
    add: (line, head, urgent) => {
      if (failure !== undefined) return Promise.reject(failure);
      const done = new Promise<void>((resolve, reject) => waiting.push({ line, head, resolve, reject }));
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
