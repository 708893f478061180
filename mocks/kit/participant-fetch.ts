import { lookup } from 'node:dns';
import type { fetch as FetchOfPackage } from 'undici';
import type { ServiceConfig } from '#harness/common/service-config.ts';

type Fetch = typeof FetchOfPackage;

export type ParticipantFetch = (
  origin: string,
  path: string,
  init?: Parameters<Fetch>[1],
) => ReturnType<Fetch>;

/**
 * How one participant calls another: by its https name through the front, verified against the CA that the
 * process was started with (NODE_EXTRA_CA_CERTS). In the process backend every name leads to `resolveTo`.
 */
export function participantFetch({ resolveTo }: Pick<ServiceConfig, 'resolveTo'>): ParticipantFetch {
  const chosen = resolveTo === undefined ? undefined : fetchBy(resolveTo);
  chosen?.catch(() => undefined);
  return async (origin, path, init) => {
    const fetching = (await chosen) ?? (fetch as unknown as Fetch);
    return fetching(new URL(path, origin), { signal: AbortSignal.timeout(10_000), ...init });
  };
}

/** The package's own fetch, which can be told where names lead. Node's has all else, and is there without loading. */
async function fetchBy(resolveTo: string): Promise<Fetch> {
  const { Agent, fetch: fetchOfPackage } = await import('undici');
  const dispatcher = new Agent({
    connect: {
      lookup: (_hostname, options, callback) => {
        lookup(resolveTo, options, callback);
      },
    },
  });
  return (input, init) => fetchOfPackage(input, { dispatcher, ...init });
}
