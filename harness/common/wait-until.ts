import { HarnessError, type Stage } from '../errors.ts';
import { systemClock, type Clock } from './clock.ts';

export interface Wait<T> {
  /** A sentence part, "the letter in the citizen's inbox": it ends up in the error. */
  readonly what: string;
  /** Looks once. `undefined` means "not yet". */
  readonly look: () => Promise<T | undefined> | T | undefined;
  readonly timeoutMs: number;
  readonly everyMs?: number;
  readonly stage?: Stage;
  readonly hint?: string;
  readonly participant?: string;
  readonly clock?: Clock;
}

/** Looks until there is something to see; past the time it throws TIMED_OUT, naming what it waited for. */
export async function waitUntil<T>(wait: Wait<T>): Promise<T> {
  const clock = wait.clock ?? systemClock;
  const deadline = clock.now().getTime() + wait.timeoutMs;
  let looks = 0;
  for (;;) {
    looks += 1;
    const seen = await wait.look();
    if (seen !== undefined) return seen;
    if (clock.now().getTime() >= deadline) {
      throw new HarnessError(`Waited ${wait.timeoutMs} ms for ${wait.what}: not seen in ${looks} looks.`, {
        code: 'TIMED_OUT',
        stage: wait.stage ?? 'run',
        hint: wait.hint ?? 'Open the report: the chain shows the hop at which it stopped.',
        ...(wait.participant === undefined ? {} : { participant: wait.participant }),
      });
    }
    await clock.after(wait.everyMs ?? 100);
  }
}
