import type { FastifyInstance } from 'fastify';

/**
 * The routes of `scope` take the API's three content types and no other. A request without a body may name one all
 * the same, as clients do that send the same headers with every call.
 */
export function acceptJson(scope: FastifyInstance): void {
  const parse = scope.getDefaultJsonParser('error', 'ignore');
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    /^(text\/json|application\/(.+\+)?json)/,
    { parseAs: 'string' },
    (request, body: string, done) => {
      if (body === '') done(null, undefined);
      else void parse(request, body, done);
    },
  );
}

/** The routes of `scope` have no use for a body: whatever comes, of any type, is passed over. */
export function ignoreBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, payload, done) => {
    payload.resume();
    done(null);
  });
}
