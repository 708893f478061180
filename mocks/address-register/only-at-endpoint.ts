import type { FastifyInstance } from 'fastify';
import type { ServiceConfig } from '#harness/common/service-config.ts';

/**
 * The routes of `scope` answer at their own endpoint's name and at names that are no endpoint's (the plain port);
 * asked for at the name of another endpoint they do not exist.
 */
export function onlyAtEndpoint(
  scope: FastifyInstance,
  endpoint: 'rest' | 'soap' | 'cppa',
  origins: ServiceConfig['origins'],
): void {
  const others = new Set(
    Object.entries(origins)
      .filter(([ref]) => ref !== `${endpoint}.address-register`)
      .map(([, origin]) => new URL(origin).hostname),
  );
  scope.addHook('onRequest', (request, reply, done) => {
    if (others.has(request.hostname)) reply.callNotFound();
    else done();
  });
}
