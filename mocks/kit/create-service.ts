import Fastify, { type FastifyInstance } from 'fastify';
import type { ParticipantDeclaration } from '#harness/common/operations.ts';
import { nearestOperation } from './nearest-operation.ts';

/** Marks an answer to a request that no documented operation covers; the run looks for it in the journal. */
export const unexpectedHeader = 'x-verdikjede-unexpected';

/** The fastify server of a participant: what nobody documented is answered 404 with what came closest. */
export function createService(declaration: ParticipantDeclaration): FastifyInstance {
  const app = Fastify({ bodyLimit: 40 * 1024 * 1024, trustProxy: true, logger: false });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    const nearest = nearestOperation(declaration.operations, request.method, path);
    return reply
      .code(404)
      .header(unexpectedHeader, declaration.name)
      .send({
        error: `${declaration.name} has no operation ${request.method} for this path.`,
        nearest: `${nearest.method} ${nearest.path} (${nearest.id})`,
        hint: `Documented operations stand in mocks/${declaration.name}/participant.ts.`,
      });
  });
  return app;
}
