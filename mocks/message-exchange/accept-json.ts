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
      const plain = plainJson(body);
      if (plain !== undefined || body === '') done(null, plain);
      else void parse(request, body, done);
    },
  );
}

/**
 * What the text says, where it cannot name `__proto__`: most of a body is one long document, in which fastify's parser
 * would look for that name letter by letter. Undefined for any other text, broken JSON included.
 */
function plainJson(text: string): unknown {
  if (text.includes('\\') || text.includes('__proto__')) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The routes of `scope` have no use for a body: whatever comes, of any type, is passed over. */
export function ignoreBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, payload, done) => {
    payload.resume();
    done(null);
  });
}
