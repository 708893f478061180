import type { FastifyInstance } from 'fastify';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { HarnessError } from '#harness/errors.ts';
import { participantFetch } from '#mocks/kit/participant-fetch.ts';
import { createResourceCheck } from '#mocks/kit/resource-check/create-resource-check.ts';
import type { KeySet } from '#mocks/kit/resource-check/access-tokens.ts';
import { ownOrigin } from './own-origin.ts';
import { sendProblem } from './problem.ts';

/** What tokens for an API are, at HelseID (facts/domain.md 3.3, 3.4). */
interface Api {
  readonly audience: string;
  /** Any one of them will do. */
  readonly scopes: readonly string[];
}
const apis: Readonly<Record<'rest' | 'cppa', Api>> = {
  rest: { audience: 'nhn:cp-api', scopes: ['nhn:cp-api/access-v2-dpop'] },
  // HelseID here binds every token to a key, so both variants of the API ask for a proof.
  cppa: { audience: 'nhn:cppa', scopes: ['nhn:cppa/access', 'nhn:cppa/access-with-dpop'] },
};

/**
 * Lets in only whoever has an access token of this environment's HelseID for the endpoint's API, with a DPoP proof:
 * else 401, or 403 where the token lacks the scope. Throws ENVIRONMENT_INVALID where there is no HelseID.
 */
export function checkAccessTokens(
  scope: FastifyInstance,
  endpoint: 'rest' | 'cppa',
  config: ServiceConfig,
): void {
  const { audience, scopes } = apis[endpoint];
  const check = createResourceCheck({ ...helseId(config), audience });
  scope.addHook('onRequest', async (request, reply) => {
    const url = `${ownOrigin(request, endpoint, config.origins)}${request.url}`;
    const { method, headers } = request;
    const result = await check({ method, url, headers }).catch(() => undefined);
    if (result === undefined)
      return sendProblem(reply, 503, 'Service Unavailable', 'HelseID does not publish its keys.');
    if (!result.ok) {
      void reply.header('www-authenticate', result.challenge);
      return sendProblem(reply, result.status, 'Unauthorized', result.text);
    }
    const granted = [result.claims.scope ?? []].flat().join(' ').split(' ');
    if (scopes.some((one) => granted.includes(one))) return;
    void reply.header('www-authenticate', `DPoP error="insufficient_scope", scope="${scopes.join(' ')}"`);
    return sendProblem(reply, 403, 'Forbidden', `The access token must have scope ${scopes.join(' or ')}.`);
  });
}

function helseId(config: ServiceConfig): { issuer: string; fetchKeys: () => Promise<KeySet> } {
  const issuer = config.origins['helse-id.id-gateway'];
  if (issuer === undefined) {
    throw new HarnessError(
      'The address register is to check access tokens, and the environment has no HelseID.',
      {
        code: 'ENVIRONMENT_INVALID',
        stage: 'participants',
        participant: 'address-register',
        hint: 'Give it an id-gateway, or leave settings.accessTokens of address-register out.',
      },
    );
  }
  const fetchKeys = async (): Promise<KeySet> => {
    const answer = await participantFetch(issuer, '/.well-known/openid-configuration/jwks');
    if (!answer.ok) throw new Error(`HelseID answered ${answer.status}.`);
    return (await answer.json()) as KeySet;
  };
  return { issuer, fetchKeys };
}
