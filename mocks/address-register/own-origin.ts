import type { FastifyRequest } from 'fastify';
import type { ServiceConfig } from '#harness/common/service-config.ts';

/** The origin that the caller used: the endpoint's https name, or the plain port. */
export function ownOrigin(
  { hostname, host, protocol }: FastifyRequest,
  endpoint: 'rest' | 'cppa',
  origins: ServiceConfig['origins'],
): string {
  const own = origins[`${endpoint}.address-register`];
  return own !== undefined && new URL(own).hostname === hostname ? own : `${protocol}://${host}`;
}
