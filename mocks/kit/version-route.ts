import type { FastifyInstance } from 'fastify';

/** What is deployed, for whoever must know that it is what was approved. */
export function versionRoute(app: FastifyInstance, version: string): void {
  app.get('/version', (_request, reply) => reply.header('cache-control', 'no-store').send({ version }));
}
