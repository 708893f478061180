import { z } from 'zod';
import { systemClock, type Clock } from '#harness/common/clock.ts';
import type { StopSwitch } from './stop-switch.ts';

const instant = z.iso.datetime({ offset: true });

/** How much may leave in one run, how fast, and when. */
export const allowanceSchema = z.strictObject({
  requests: z.int().min(1),
  requestsPerSecond: z.int().min(1),
  /** Of the change record; null where the environment asks for none. */
  window: z.strictObject({ notBefore: instant, notAfter: instant }).nullable(),
});
export type AllowanceLimits = z.infer<typeof allowanceSchema>;

export interface Allowance {
  /** Whether another request may leave now; when not, the run is stopped. */
  isOpen(): boolean;
  /**
   * Counts a request that is to leave, and tells how long it must wait for the pace: 0 as a rule. Past the budget it
   * stops the run.
   */
  take(): number;
  /** Resolves when the time window has ended, and the run is stopped by it. */
  watchWindow(): Promise<void>;
}

/** Nothing is limited. */
const unlimited: Allowance = { isOpen: () => true, take: () => 0, watchWindow: () => Promise.resolve() };

/** How long the watch sleeps at most: a clock that was set is noticed then. */
const longestSleepMs = 60_000;

/**
 * Keeps budget, pace and time window of one run. Up to a second's worth of requests leave at once; those that come
 * faster wait, in their order, and none is dropped.
 */
export function createAllowance(
  limits: AllowanceLimits | null,
  stops: StopSwitch,
  clock: Clock = systemClock,
): Allowance {
  if (limits === null) return unlimited;
  const { requests, requestsPerSecond, window } = limits;
  const [from, until] = [Date.parse(window?.notBefore ?? ''), Date.parse(window?.notAfter ?? '')];
  const everyMs = 1_000 / requestsPerSecond;
  let left = requests;
  // When the next request would leave if all left evenly.
  let evenly = 0;

  const isOpen = (): boolean => {
    if (window === null) return true;
    const now = clock.now().getTime();
    if (now >= from && now <= until) return true;
    const reason =
      now > until
        ? `The time window of the change record ended ${window.notAfter}.`
        : `The clock stands before the time window of the change record, which begins ${window.notBefore}.`;
    stops.pull({ cause: 'window', reason });
    return false;
  };
  return {
    isOpen,
    take: () => {
      if (left === 0) {
        const reason = `The budget of this run, ${requests} requests, is used up.`;
        stops.pull({ cause: 'budget', reason });
        return 0;
      }
      left -= 1;
      const now = clock.now().getTime();
      const waitMs = Math.max(0, Math.ceil(evenly - now - 1_000 + everyMs));
      evenly = Math.max(evenly, now) + everyMs;
      return waitMs;
    },
    watchWindow: async () => {
      if (window === null) return;
      while (isOpen()) await clock.after(Math.min(longestSleepMs, until - clock.now().getTime() + 1));
    },
  };
}
