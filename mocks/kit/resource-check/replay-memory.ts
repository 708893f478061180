import type { Clock } from '#harness/common/clock.ts';

/** What has been seen in the last while. */
export interface ReplayMemory {
  /** True the first time a value comes within the window, false when it has been seen. */
  readonly isNew: (value: string) => boolean;
  readonly size: () => number;
}

/**
 * Remembers values for at least `windowMs`, at most twice that. Two generations take turns, so that forgetting
 * costs nothing per value; the older one goes early when `most` values have come in one window.
 */
export function createReplayMemory(clock: Clock, windowMs: number, most = 500_000): ReplayMemory {
  let current = new Set<string>();
  let previous = new Set<string>();
  let turnsAt = clock.now().getTime() + windowMs;
  const turn = (now: number): void => {
    if (now < turnsAt && current.size < most) return;
    previous = now < turnsAt + windowMs ? current : new Set();
    current = new Set();
    turnsAt = now + windowMs;
  };
  return {
    isNew: (value) => {
      turn(clock.now().getTime());
      if (current.has(value) || previous.has(value)) return false;
      current.add(value);
      return true;
    },
    size: () => current.size + previous.size,
  };
}
