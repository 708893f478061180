import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import { operationPattern, type ParticipantDeclaration } from '#harness/common/operations.ts';
import { nearestOperation } from './nearest-operation.ts';

/** Marks an answer to a request that no documented operation covers; the run looks for it in the journal. */
export const unexpectedHeader = 'x-verdikjede-unexpected';

/** No route has a schema of fastify's: a participant checks by itself. Loading their compilers would slow each start. */
const withoutSchemas: NonNullable<FastifyServerOptions['schemaController']> = {
  compilersFactory: { buildValidator: () => noSchemas, buildSerializer: () => noSchemas },
};
const noSchemas = (): never => {
  throw new TypeError('participants have no route schemas');
};

/** How a participant answers what fastify itself refuses before it knows the route, such as a malformed address. */
export type RefuseUnrouted = (error: Error, request: FastifyRequest, reply: FastifyReply) => void;

/**
 * The fastify server of a participant. What nobody documented is answered 404 with what came closest; a documented
 * path with another method is 405 and tells in Allow which there are.
 */
export function createService(
  declaration: ParticipantDeclaration,
  refuseUnrouted?: RefuseUnrouted,
  routerOptions: FastifyServerOptions['routerOptions'] = {},
): FastifyInstance {
  const options: FastifyServerOptions = {
    bodyLimit: 40 * 1024 * 1024,
    // Whether an overlong id is no id is for the participant to say.
    routerOptions: { maxParamLength: 16_384, ...routerOptions },
    trustProxy: true,
    logger: false,
    schemaController: withoutSchemas,
  };
  if (refuseUnrouted !== undefined) options.frameworkErrors = refuseUnrouted;
  const app = Fastify(options);
  const documented = declaration.operations.map((operation) => ({
    method: operation.method,
    path: operationPattern(operation),
  }));
  const refuse = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const path = request.url.split('?')[0] ?? '/';
    const methods = documented.filter((one) => one.path.test(path)).map(({ method }) => method);
    if (methods.length > 0 && !methods.some((method) => method === request.method)) {
      void reply.code(405).header('allow', [...new Set(methods)].join(', '));
    } else void reply.code(404);
    const nearest = nearestOperation(declaration.operations, request.method, path);
    return reply.header(unexpectedHeader, declaration.name).send({
      error: `${declaration.name} has no operation ${request.method} for this path.`,
      nearest: `${nearest.method} ${nearest.path} (${nearest.id})`,
      hint: `Documented operations stand in mocks/${declaration.name}/participant.ts.`,
    });
  };
  // Before the body is looked at: it is not what is wrong.
  app.addHook('onRequest', (request, reply, done) => {
    if (request.is404) void refuse(request, reply);
    else done();
  });
  app.setNotFoundHandler(refuse);
  return app;
}
