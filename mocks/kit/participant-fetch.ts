import { lookup } from 'node:dns';
import { Agent, fetch } from 'undici';
import type { ServiceConfig } from '#harness/common/service-config.ts';

export type ParticipantFetch = (
  origin: string,
  path: string,
  init?: Parameters<typeof fetch>[1],
) => ReturnType<typeof fetch>;

/**
 * How one participant calls another: by its https name through the front, verified against the CA that the
 * process was started with (NODE_EXTRA_CA_CERTS). In the process backend every name leads to `resolveTo`.
 */
export function participantFetch(config: Pick<ServiceConfig, 'resolveTo'>): ParticipantFetch {
  const { resolveTo } = config;
  const dispatcher = new Agent({
    connect: {
      lookup: (hostname, options, callback) => {
        lookup(resolveTo ?? hostname, options, callback);
      },
    },
  });
  return (origin, path, init) =>
    fetch(new URL(path, origin), { dispatcher, signal: AbortSignal.timeout(10_000), ...init });
}
