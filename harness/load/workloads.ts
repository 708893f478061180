/** Shape of a load test. Rates are whole messages per second. */
export interface Workload {
  /** One sentence for help texts and pages. */
  readonly title: string;
  /** k6's `scenarios` option. */
  readonly scenarios: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** The most virtual users that k6 may start; each needs a sender and a receiver of its own. */
  readonly virtualUsers: number;
  /** End the test as soon as a threshold is crossed. */
  readonly endAtThreshold: boolean;
}

interface Stage {
  /** k6 duration, e.g. `2m`. */
  readonly duration: string;
  /** Messages per second at the end of the stage. */
  readonly target: number;
}

export const workloadNames = ['smoke', 'average', 'stress', 'soak', 'spike', 'breakpoint'] as const;
export type WorkloadName = (typeof workloadNames)[number];

const steady = (rate: number, duration: string, virtualUsers: number) => ({
  chain: {
    executor: 'constant-arrival-rate',
    rate,
    timeUnit: '1s',
    duration,
    preAllocatedVUs: virtualUsers,
    maxVUs: virtualUsers,
    gracefulStop: '10s',
  },
});

const staged = (startRate: number, stages: readonly Stage[], virtualUsers: number) => ({
  chain: {
    executor: 'ramping-arrival-rate',
    startRate,
    timeUnit: '1s',
    stages,
    preAllocatedVUs: virtualUsers,
    maxVUs: virtualUsers,
    gracefulStop: '10s',
  },
});

/**
 * The workloads, after Grafana's names for them. Messages arrive at a rate, whatever the exchange's pace: a slow
 * exchange then shows as waiting, not as fewer messages.
 */
export const workloads: Readonly<Record<WorkloadName, Workload>> = {
  smoke: {
    title: 'A few messages per second for eight seconds: does the path hold at all?',
    scenarios: steady(8, '8s', 8),
    virtualUsers: 8,
    endAtThreshold: false,
  },
  average: {
    title: 'A working day: 20 messages per second for ten minutes',
    scenarios: staged(
      1,
      [
        { duration: '1m', target: 20 },
        { duration: '8m', target: 20 },
        { duration: '1m', target: 0 },
      ],
      40,
    ),
    virtualUsers: 40,
    endAtThreshold: false,
  },
  stress: {
    title: 'Three times a working day for ten minutes',
    scenarios: staged(
      1,
      [
        { duration: '2m', target: 60 },
        { duration: '10m', target: 60 },
        { duration: '2m', target: 0 },
      ],
      120,
    ),
    virtualUsers: 120,
    endAtThreshold: false,
  },
  soak: {
    title: 'A working day for two hours: what leaks, fills up or drifts?',
    scenarios: steady(20, '2h', 40),
    virtualUsers: 40,
    endAtThreshold: false,
  },
  spike: {
    title: 'From near nothing to 120 messages per second within ten seconds, and back',
    scenarios: staged(
      2,
      [
        { duration: '30s', target: 2 },
        { duration: '10s', target: 120 },
        { duration: '1m', target: 120 },
        { duration: '10s', target: 2 },
        { duration: '30s', target: 2 },
      ],
      200,
    ),
    virtualUsers: 200,
    endAtThreshold: false,
  },
  breakpoint: {
    title: 'More and more messages, until a threshold is crossed',
    scenarios: staged(1, [{ duration: '20m', target: 600 }], 300),
    virtualUsers: 300,
    endAtThreshold: true,
  },
};
