import type { FastifyInstance } from 'fastify';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { HarnessError } from '#harness/errors.ts';
import { participantFetch } from '#mocks/kit/participant-fetch.ts';
import { addressRegisterApi, cppaApi } from '#mocks/kit/helse-id/nhn-apis.ts';
import { createResourceCheck } from '#mocks/kit/resource-check/create-resource-check.ts';
import type { KeySet } from '#mocks/kit/resource-check/access-tokens.ts';
import { ownOrigin } from './own-origin.ts';
import { sendProblem } from './problem.ts';
import type { Settings } from './settings.ts';

/** What tokens for an API are, at HelseID. */
interface Api {
  readonly audience: string;
  /** Any one of them will do. */
  readonly scopes: readonly string[];
}
const apis: Readonly<Record<'rest' | 'cppa', Api>> = {
  rest: { audience: addressRegisterApi.audience, scopes: [addressRegisterApi.scope] },
  // HelseID here binds every token to a key, so both variants of the API ask for a proof.
  cppa: cppaApi,
};

interface TokenCheck extends Pick<Settings, 'tokenCheck'> {
  readonly endpoint: 'rest' | 'cppa';
  readonly config: ServiceConfig;
}

/**
 * Where the setting wants it, lets in only whoever has an access token of this environment's HelseID for the
 * endpoint's API, with a DPoP proof: else 401, or 403 where the token lacks the scope. Throws ENVIRONMENT_INVALID when
 * it insists on tokens that nobody here gives.
 */
export function checkAccessTokens(
  scope: FastifyInstance,
  { tokenCheck, endpoint, config }: TokenCheck,
): void {
  const issuer = config.origins['helse-id.id-gateway'];
  if (tokenCheck === 'never' || (tokenCheck === 'front' && issuer === undefined)) return;
  if (issuer === undefined) throw nobodyGivesTokens();
  const { audience, scopes } = apis[endpoint];
  const check = createResourceCheck({ issuer, fetchKeys: () => keysOf(issuer), audience });
  const ownName = config.origins[`${endpoint}.address-register`];
  scope.addHook('onRequest', async (request, reply) => {
    const origin = ownOrigin(request, endpoint, config.origins);
    if (tokenCheck === 'front' && origin !== ownName) return;
    const url = `${origin}${request.url}`;
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

async function keysOf(issuer: string): Promise<KeySet> {
  const answer = await participantFetch(issuer, '/.well-known/openid-configuration/jwks');
  if (!answer.ok) throw new Error(`HelseID answered ${answer.status}.`);
  return (await answer.json()) as KeySet;
}

const nobodyGivesTokens = (): HarnessError =>
  new HarnessError('The address register is to check tokens always, but this environment has no HelseID.', {
    code: 'ENVIRONMENT_INVALID',
    stage: 'participants',
    participant: 'address-register',
    hint: 'Give the environment an ID gateway, or set tokenCheck of address-register to front or never.',
  });
