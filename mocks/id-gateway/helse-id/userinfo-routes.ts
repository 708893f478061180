import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createResourceCheck } from '#mocks/kit/resource-check/create-resource-check.ts';
import { helseIdLevels } from '../login/levels.ts';
import { once } from '../provider/once.ts';
import { publicKeys } from '../provider/signing-key.ts';
import { accountOf, openedBy, personClaims } from './claims.ts';
import type { HelseIdOptions } from './helse-id-options.ts';

/**
 * `/connect/userinfo`: the claims that the scopes of the access token open. It takes tokens for any API, as long as
 * they have scope openid, which oidc-provider's own endpoint does not.
 */
export function userinfoRoutes(app: FastifyInstance, helseId: () => Promise<HelseIdOptions>): void {
  const checked = once(async () => {
    const { issuer, signingKey } = await helseId();
    const keys = publicKeys(signingKey);
    return createResourceCheck({ issuer, fetchKeys: () => Promise.resolve(keys) });
  });
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { issuer, people, settings } = await helseId();
    const check = await checked();
    const url = `${issuer}${request.url}`;
    const result = await check({ method: request.method, url, headers: request.headers });
    void reply.header('cache-control', 'no-store');
    if (!result.ok) {
      const body = { error: result.error, error_description: result.text };
      return reply.code(result.status).header('www-authenticate', result.challenge).send(body);
    }
    const { claims } = result;
    const scope = [claims.scope ?? ''].flat().join(' ');
    const person = people.find((candidate) => accountOf(candidate) === claims.sub);
    if (!scope.split(' ').includes('openid') || person === undefined) {
      return reply.code(403).send({ error: 'insufficient_scope', scope: 'openid' });
    }
    const level = helseIdLevels.levelOf(`Level${String(claims['helseid://claims/identity/security_level'])}`);
    return reply.send({ sub: claims.sub, ...openedBy(scope, personClaims({ person, level }, settings)) });
  };
  app.get('/connect/userinfo', answer);
  app.post('/connect/userinfo', answer);
}
