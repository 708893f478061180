import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';

/** The documented operations that oidc-provider answers. What else it could answer stays unreachable. */
export interface ProviderPaths {
  readonly gets: readonly string[];
  readonly posts: readonly string[];
}

/** Hands these requests over to oidc-provider, body unread. */
export function providerRoutes(
  provider: () => Promise<Provider>,
  { gets, posts }: ProviderPaths,
): FastifyPluginCallback {
  let answer: ReturnType<Provider['callback']> | undefined;
  const handOver = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    answer ??= (await provider()).callback();
    reply.hijack();
    await answer(request.raw, reply.raw);
  };
  return (app, _options, done) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, parsed) => {
      parsed(null);
    });
    for (const path of gets) app.get(path, handOver);
    for (const path of posts) app.post(path, handOver);
    done();
  };
}
