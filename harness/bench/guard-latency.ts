import type { Dispatcher } from 'undici';
import type { Figure } from './bench-line.ts';
import { readOnce, withGuardBench } from './guard-bench.ts';
import { describeRounds, interleaved, median } from './statistics.ts';

const rounds = 20;
const readsPerRound = 100;

/** What the guard adds to the median read, on a kept-alive connection, one read after the other. */
export const guardLatency: Figure = latency('guard.p50', 1, { audited: false });
/** The same with the audit log, which has each intent on the disk before its request leaves: most of it is the disk’s. */
export const guardLatencyAudited: Figure = latency('guard.p50.audited', 2, { audited: true });

function latency(name: string, goal: number, options: { readonly audited: boolean }): Figure {
  return {
    name,
    unit: 'ms added',
    goal,
    better: 'lower',
    measure: (tell) =>
      withGuardBench(async ({ origin, direct, throughGuard }) => {
        const [guarded, plain] = [throughGuard(1), direct(1)];
        try {
          const p50 = (dispatcher: Dispatcher) => async (): Promise<number> => {
            const times: number[] = [];
            for (let i = 0; i < readsPerRound; i += 1) {
              const from = performance.now();
              await readOnce(dispatcher, origin);
              times.push(performance.now() - from);
            }
            return median(times);
          };
          await interleaved(6, p50(guarded), p50(plain));
          const seen = await interleaved(rounds, p50(guarded), p50(plain));
          tell(
            `guarded: ${describeRounds(seen.ours, 'ms')}; direct: ${describeRounds(seen.reference, 'ms')}`,
          );
          return { ours: median(seen.ours) - median(seen.reference), reference: null };
        } finally {
          await Promise.all([guarded.close(), plain.close()]);
        }
      }, options),
  };
}
