import { createLocalJWKSet, jwtVerify, type JWTPayload } from 'jose';
import type Provider from 'oidc-provider';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { buildTokenResponse, checkDpopReplay, validateDpop } from 'oidc-provider/lib/helpers/grants.js';
import { publicKeys } from '../../provider/signing-key.ts';
import { clientClaims } from '../claims.ts';
import type { AssertionRules } from '../client-assertion.ts';
import type { HelseIdOptions } from '../helse-id-options.ts';
import { audienceOf, checkScopes } from '../resources.ts';
import type { HelseIdClient } from '../settings.ts';
import { signAccessToken } from './access-token.ts';

const grantType = 'urn:ietf:params:oauth:grant-type:token-exchange';
const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';
const parameters = ['subject_token', 'subject_token_type', 'requested_token_type', 'scope', 'resource'];
/** What a token says about the person goes on; what it says about the client does not. */
const ofPerson = /^(helseid:\/\/claims\/(identity|hpr)\/|idp$)/;

type ExchangeOptions = Omit<HelseIdOptions, 'people'> & Pick<AssertionRules, 'organisationOf'>;

/**
 * Token exchange (RFC 8693): an API that was called with a token gets one of its own, for another API, with the
 * same person. Access tokens in and out; the new one is bound to the caller's key.
 */
export function registerTokenExchange(provider: Provider, options: ExchangeOptions): void {
  const exchange = async (ctx: KoaContextWithOIDC): Promise<void> => {
    const { client, params = {} } = ctx.oidc;
    const registered = options.settings.clients.find(({ clientId }) => clientId === client?.clientId);
    if (client === undefined || registered === undefined) throw new errors.InvalidClient();
    const proof = await validateDpop(provider, ctx);
    if (proof === undefined) throw new errors.InvalidGrant('DPoP proof JWT not provided');
    await checkDpopReplay(provider, ctx, proof, client.clientId);
    checkScopes(ctx, client, options.settings);
    const subject = await subjectOf(params, options);
    const scope = typeof params['scope'] === 'string' ? params['scope'] : undefined;
    const { tokenLifetimeSeconds } = options.settings;
    ctx.body = buildTokenResponse(provider, {
      accessToken: await newToken(ctx, { ...options, registered, subject, scope, jkt: proof.thumbprint }),
      issuedTokenType: accessTokenType,
      expiresIn: tokenLifetimeSeconds,
      scope,
      tokenType: 'DPoP',
    });
  };
  provider.registerGrantType(grantType, exchange, parameters);
}

interface NewToken extends ExchangeOptions {
  readonly registered: HelseIdClient;
  readonly subject: JWTPayload;
  readonly scope: string | undefined;
  readonly jkt: string;
}

function newToken(ctx: KoaContextWithOIDC, wanted: NewToken): Promise<string> {
  const { registered, subject, scope, settings, issuer } = wanted;
  const personal = Object.fromEntries(Object.entries(subject).filter(([name]) => ofPerson.test(name)));
  return signAccessToken(
    {
      issuer,
      audience: exchangeAudience(ctx, wanted),
      subject: subject.sub ?? registered.clientId,
      clientId: registered.clientId,
      scope,
      jkt: wanted.jkt,
      lifetimeSeconds: settings.tokenLifetimeSeconds,
      claims: {
        ...personal,
        ...clientClaims(registered, wanted.organisationOf(ctx)),
        act: { sub: registered.clientId },
      },
    },
    wanted.signingKey,
  );
}

function exchangeAudience(ctx: KoaContextWithOIDC, { settings, scope, issuer }: NewToken): string | string[] {
  const resource = ctx.oidc.params?.['resource'];
  if (resource === undefined) return audienceOf(scope, issuer, settings);
  const api = settings.apis.find(({ audience }) => audience === resource);
  if (api === undefined) throw new errors.InvalidTarget();
  return api.audience;
}

/** The claims of the token that is to be exchanged: one of ours, not expired. */
async function subjectOf(
  {
    subject_token: token,
    subject_token_type: type,
    requested_token_type: requested,
  }: Record<string, unknown>,
  { issuer, signingKey }: ExchangeOptions,
): Promise<JWTPayload> {
  if (typeof token !== 'string')
    throw new errors.InvalidRequest("missing required parameter 'subject_token'");
  if (type !== accessTokenType || (requested ?? accessTokenType) !== accessTokenType) {
    throw new errors.InvalidRequest('only access tokens can be exchanged, and only for access tokens');
  }
  try {
    const keys = createLocalJWKSet(publicKeys(signingKey));
    return (await jwtVerify(token, keys, { issuer, typ: 'at+jwt' })).payload;
  } catch {
    // RFC 8693 section 2.2.2.
    throw new errors.InvalidRequest('the subject_token is not valid');
  }
}
