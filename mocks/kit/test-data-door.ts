import type { FastifyInstance } from 'fastify';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { testDataPath, type TestDatum } from '#harness/common/test-data.ts';

/** What a participant keeps of tests. Standing records are not among it: they come with each start. */
export interface KeptTestData {
  list(): readonly TestDatum[];
  remove(): void;
}

/**
 * Test only: the door at which `verdikjede purge` lists and removes what a participant keeps. No real system has it, so
 * it is no documented operation, and under the participant's own names, by which requests come through the front, it
 * is not there.
 */
export function testDataDoor(
  app: FastifyInstance,
  { origins }: Pick<ServiceConfig, 'origins'>,
  kept: KeptTestData,
): void {
  const names = new Set(Object.values(origins).map((origin) => new URL(origin).hostname));
  app.route({
    method: ['GET', 'DELETE'],
    url: testDataPath,
    // Before the body is looked at, as for any operation that is not there.
    onRequest: (request, reply, done) => {
      const name = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
      if (names.has(name)) reply.callNotFound();
      else done();
    },
    handler: (request, reply) => {
      if (request.method === 'GET') return reply.send({ kept: kept.list() });
      kept.remove();
      return reply.code(204).send();
    },
  });
}
