/** Time as a parameter: tests pass their own, everything else the system's. */
export interface Clock {
  now(): Date;
  /** Resolves after `ms` milliseconds of this clock's time. */
  after(ms: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  after: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
