import type { FastifyRequest, onRequestHookHandler } from 'fastify';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { HarnessError } from '#harness/errors.ts';
import { messageExchangeApi } from '#mocks/kit/helse-id/nhn-apis.ts';
import { participantFetch } from '#mocks/kit/participant-fetch.ts';
import type { AccessTokenClaims, KeySet } from '#mocks/kit/resource-check/access-tokens.ts';
import { createResourceCheck } from '#mocks/kit/resource-check/create-resource-check.ts';
import { Refusal, unauthenticated } from '../refusal.ts';
import type { ExchangeSettings } from '../settings.ts';
import { setCaller, type Caller } from './caller.ts';
import { ownership, type OwnerOf } from './ownership.ts';

const keysPath = '/.well-known/openid-configuration/jwks';

/**
 * The check of HelseID's tokens as the setting wants it, as a hook; undefined where none is wanted. Throws
 * ENVIRONMENT_INVALID when it insists on tokens that nobody here gives.
 */
export function tokenCheckHook(
  config: ServiceConfig,
  settings: ExchangeSettings,
): onRequestHookHandler | undefined {
  const issuer = config.origins['helse-id.id-gateway'];
  const { tokenCheck } = settings;
  if (tokenCheck === 'never' || (tokenCheck === 'front' && issuer === undefined)) return undefined;
  if (issuer === undefined) throw nobodyGivesTokens();
  const { audience } = messageExchangeApi;
  const fetchKeys = async (): Promise<KeySet> =>
    (await participantFetch(issuer, keysPath)).json() as Promise<KeySet>;
  const check = createResourceCheck({ issuer, audience, fetchKeys });
  const addressOf = callersAddress(config.origins['message-exchange'], tokenCheck);
  const ownerOf = ownership(config.roster.parties);
  return (request, _reply, done) => {
    const url = addressOf(request);
    if (url === undefined) {
      done();
      return;
    }
    check({ method: request.method, url, headers: request.headers })
      .then((result) => {
        if (!result.ok) throw unauthenticated(result.text, result.challenge);
        setCaller(request, callerBy(result.claims, ownerOf));
      })
      .then(() => done(), done);
  };
}

/** The address that a request was made for, as its proof must name it; undefined when it needs no token. */
function callersAddress(
  origin: string | undefined,
  tokenCheck: ExchangeSettings['tokenCheck'],
): (request: FastifyRequest) => string | undefined {
  const ownHost = origin === undefined ? undefined : new URL(origin).host;
  return ({ headers: { host = '' }, url }) => {
    if (host.toLowerCase() === ownHost) return `${origin ?? ''}${url}`;
    return tokenCheck === 'always' ? `http://${host}${url}` : undefined;
  };
}

function callerBy(claims: AccessTokenClaims, ownerOf: OwnerOf): Caller {
  const scopes = [claims.scope ?? ''].flat().join(' ').split(' ');
  if (!scopes.includes(messageExchangeApi.scope)) throw wrongScope();
  const organisation = claims['helseid://claims/client/claims/orgnr_parent'];
  // On its way out: 0 is every HER-id of the organisation, 123-456 are these alone.
  const narrowed = JSON.stringify(claims['herid'] ?? 0).match(/\d+/g) ?? [];
  const herIds = narrowed.join() === '0' ? undefined : narrowed.map(Number);
  return {
    clientId: claims.client_id ?? claims.sub ?? '',
    represents: (herId) =>
      organisation !== undefined && ownerOf(herId) === organisation && (herIds?.includes(herId) ?? true),
  };
}

const wrongScope = (): Refusal =>
  new Refusal(403, `The access token must have the scope ${messageExchangeApi.scope}.`, null, {
    headers: { 'www-authenticate': `DPoP error="insufficient_scope", scope="${messageExchangeApi.scope}"` },
  });

const nobodyGivesTokens = (): HarnessError =>
  new HarnessError('The message exchange is to check tokens always, but this environment has no HelseID.', {
    code: 'ENVIRONMENT_INVALID',
    stage: 'participants',
    participant: 'message-exchange',
    hint: 'Give the environment an ID gateway, or set tokenCheck of message-exchange to front or never.',
  });
