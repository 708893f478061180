import type { FastifyPluginCallback } from 'fastify';
import { z } from 'zod';
import { sendProblem } from '../problem.ts';
import { agreementRoutes } from './agreement-routes.ts';
import { catalogueJson } from './cppa-json.ts';
import { CppaProblem } from './cppa-problem.ts';
import type { CppaSource } from './cppa-source.ts';
import { processCatalogue } from './processes/process-catalogue.ts';
import { profileRoutes } from './profile-routes.ts';

/** The CPPA API: profiles, agreements and the processes that there are, at the root and under `/v2` (DPoP). */
export function cppaRoutes(source: CppaSource): FastifyPluginCallback {
  const all: FastifyPluginCallback = (scope, _options, done) => {
    void scope.register(profileRoutes(source));
    void scope.register(agreementRoutes(source));
    scope.get('/Processes', (_request, reply) => reply.send(processCatalogue.map(catalogueJson)));
    done();
  };
  return (scope, _options, done): void => {
    scope.setErrorHandler((error, _request, reply) => {
      if (error instanceof CppaProblem) {
        const { status, title, message, code } = error;
        return sendProblem(reply, status, title, message, { type: code });
      }
      if (error instanceof z.ZodError) {
        const places = error.issues.map((issue) => issue.path.join('.') || 'body').join(', ');
        return sendProblem(reply, 400, 'Bad Request', `The request is not as documented at: ${places}.`);
      }
      return reply.send(error);
    });
    void scope.register(all);
    void scope.register(all, { prefix: '/v2' });
    done();
  };
}
