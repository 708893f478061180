import { waitUntil } from '#harness/common/wait-until.ts';
import type { Sink } from './start-sink.ts';

const timeoutMs = 120_000;

/** Resolves when so many requests have come to the sink, or none will for all that is known. */
export async function arrivalsAt(sink: Pick<Sink, 'arrivals'>, count: number): Promise<void> {
  const look = (): true | undefined => (sink.arrivals().length >= count ? true : undefined);
  await waitUntil({ what: 'requests at the sink', timeoutMs, look }).catch(() => undefined);
}
