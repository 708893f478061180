import type { FastifyInstance } from 'fastify';
import type { TestTokenOptions } from './make-test-token.ts';
import { testTokenFormSchema } from './test-token-form.ts';
import { findTestToken, testTokenNames } from './test-tokens.ts';

/**
 * `POST /test-tokens/{name}`, which HelseID itself does not have: an access token and a DPoP proof that are wrong in
 * the one way that the name says (test-tokens.ts). The form of the body must be parsed.
 */
export function testTokenRoutes(app: FastifyInstance, helseId: () => Promise<TestTokenOptions>): void {
  app.post<{ Params: { name: string } }>('/test-tokens/:name', async (request, reply) => {
    const test = findTestToken(request.params.name);
    if (test === undefined) {
      return reply.code(404).send({ error: 'not_found', names: testTokenNames });
    }
    const form = testTokenFormSchema.safeParse(request.body);
    if (!form.success) {
      const fields = form.error.issues.map(({ path }) => path.join('.'));
      return reply
        .code(400)
        .send({ error: 'invalid_request', error_description: `Wrong: ${fields.join(', ')}` });
    }
    // Loaded with the provider: see routes.ts.
    const [options, { makeTestToken }] = await Promise.all([helseId(), import('./make-test-token.ts')]);
    const made = await makeTestToken(test, form.data, options);
    if (made === undefined) return reply.code(401).send({ error: 'invalid_client' });
    return reply.header('cache-control', 'no-store').send(made);
  });
}
