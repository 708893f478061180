import type { Dispatcher } from 'undici';
import type { Figure } from './bench-line.ts';
import { readOnce, throughProxy, withGuardBench } from './guard-bench.ts';
import { startMitmproxy } from './mitmproxy.ts';
import { describeRounds, interleaved, median } from './statistics.ts';

const connections = 16;
const rounds = 16;
const roundMs = 500;
const unit = 'requests/s';

/**
 * Reads per second through the guard, against mitmproxy with an equal rule: same client, same participant. Neither
 * searches for people; what the search costs is in `guard.p50`.
 */
export const guardThroughput: Figure = {
  name: 'guard.throughput',
  unit,
  goal: 2.5,
  better: 'higher',
  measure: (tell) =>
    withGuardBench(
      async ({ origin, upstream, throughGuard }) => {
        tell('mitmproxy is installed from PyPI when it is not there yet');
        await using mitmproxy = await startMitmproxy(upstream);
        const guarded = throughGuard(connections);
        const reference = throughProxy(mitmproxy.proxyUrl, mitmproxy.ca, connections);
        try {
          const ours = (): Promise<number> => readsPerSecond(guarded, origin);
          const theirs = (): Promise<number> => readsPerSecond(reference, origin);
          await interleaved(4, ours, theirs);
          const seen = await interleaved(rounds, ours, theirs);
          tell(
            `guard: ${describeRounds(seen.ours, unit)}; mitmproxy: ${describeRounds(seen.reference, unit)}`,
          );
          return { ours: median(seen.ours), reference: median(seen.reference) };
        } finally {
          await Promise.all([guarded.close(), reference.close()]);
        }
      },
      { searchesNobody: true },
    ),
};

async function readsPerSecond(dispatcher: Dispatcher, origin: string): Promise<number> {
  const from = performance.now();
  let reads = 0;
  const reader = async (): Promise<void> => {
    while (performance.now() - from < roundMs) {
      await readOnce(dispatcher, origin);
      reads += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, reader));
  return (reads * 1000) / (performance.now() - from);
}
