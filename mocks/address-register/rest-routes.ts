import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Register } from './register.ts';

/** `GET /CommunicationParties/{herId}`: the single lookup, in its envelope. */
export function restRoutes(register: Register) {
  return (scope: FastifyInstance, _options: unknown, done: () => void): void => {
    scope.get<{ Params: { herId: string } }>('/CommunicationParties/:herId', (request, reply) => {
      const { herId } = request.params;
      if (!/^[1-9][0-9]{0,9}$/.test(herId)) {
        return problem(reply, 400, 'Bad Request', 'The HER-id in the path must be a positive whole number.');
      }
      const party = register.find(herId);
      if (party === undefined) {
        return problem(reply, 404, 'Not Found', 'No communication party has the HER-id in the path.');
      }
      return reply.send({
        herId: party.HerId,
        parentHerId: party.ParentHerId,
        type: party.Type,
        communicationParty: party,
      });
    });
    done();
  };
}

/** An error as RFC 9457 has it. */
function problem(reply: FastifyReply, status: number, title: string, detail: string): FastifyReply {
  return reply
    .code(status)
    .type('application/problem+json')
    .send({ type: 'about:blank', title, status, detail });
}
