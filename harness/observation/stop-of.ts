import type { ChainRecord, ScenarioRecord } from './run-record.schema.ts';

/** The hop at which a scenario's message stopped, and how: refused there, or never seen there. */
export interface Stop {
  readonly hop: string;
  readonly state: 'failed' | 'not reached';
}

/**
 * Where the message of a scenario stopped. Only a scenario that failed or was blocked stops: one that passed saw what
 * it expected, even where that was a fault. The stop is the first hop that failed; else the first that the message
 * did not reach after the last one it did; else, if the citizen tried at all, the same among the citizen's hops.
 * Undefined when every hop that was looked for was reached.
 */
export function stopOf(
  { status, trace }: Pick<ScenarioRecord, 'status' | 'trace'>,
  { hops }: Pick<ChainRecord, 'hops'>,
): Stop | undefined {
  if (status === 'passed' || status === 'not run') return undefined;
  const traced = hops.flatMap(({ id, from }) => {
    const state = trace.find(({ hop }) => hop === id)?.state;
    return state === undefined ? [] : [{ hop: id, state, byCitizen: from === 'citizen' }];
  });
  const failed = traced.find(({ state }) => state === 'failed');
  if (failed !== undefined) return { hop: failed.hop, state: 'failed' };
  const own = traced.filter(({ byCitizen }) => !byCitizen);
  const citizens = traced.filter(({ byCitizen }) => byCitizen);
  const tried = citizens.some(({ state }) => state !== 'not reached');
  const missed = firstMissed(own) ?? (tried ? firstMissed(citizens) : undefined);
  return missed === undefined ? undefined : { hop: missed.hop, state: 'not reached' };
}

function firstMissed<T extends { readonly state: string }>(hops: readonly T[]): T | undefined {
  return hops[hops.findLastIndex(({ state }) => state === 'reached') + 1];
}
