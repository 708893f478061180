import { randomBytes } from 'node:crypto';
import Provider, { type ClientMetadata, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import type { Person } from '#harness/common/roster.ts';
import { asymmetricAlgorithms } from '#mocks/kit/resource-check/signature.ts';
import { helseIdLevels, levels, type Level } from '../login/levels.ts';
import { loginPolicy } from '../login/login-policy.ts';
import { commonConfiguration, reportFaults } from '../provider/common-configuration.ts';
import { createMemoryAdapter } from '../provider/memory-adapter.ts';
import { assertionRules, grantDetail, skewSeconds, type AssertionRules } from './client-assertion.ts';
import {
  accountOf,
  claimsOfScopes,
  clientClaims,
  identityScopes,
  inAccessTokens,
  personClaims,
} from './claims.ts';
import type { HelseIdOptions } from './helse-id-options.ts';
import { audienceOf, everyApi, resourceIndicators, wantedBy } from './resources.ts';
import type { HelseIdClient, HelseIdSettings } from './settings.ts';
import { registerTokenExchange } from './tokens/token-exchange.ts';

/** Lives, in seconds. */
const ttl = { code: 60, idToken: 300, login: 15 * 60, session: 30 * 60 };

/** HelseID as an oidc-provider: its endpoints, claims and rules. A person's account id is accountOf(person). */
export function createHelseId(options: HelseIdOptions): Provider {
  const { issuer, settings, signingKey, keeping } = options;
  const rules = assertionRules(issuer, settings);
  const provider = new Provider(issuer, {
    ...commonConfiguration(issuer, 'HelseID'),
    ...surface(),
    ...tokens(options, rules),
    features: features(issuer, settings, rules),
    clockTolerance: skewSeconds,
    assertJwtClientAuthClaimsAndHeader: rules.check,
    extraParams: rules.extraParams,
    adapter: createMemoryAdapter(Date.now, keeping),
    clients: settings.clients.map(clientMetadata),
    jwks: { keys: [signingKey] },
    interactions: {
      policy: loginPolicy(helseIdLevels),
      url: (_ctx, interaction) => `/login/${interaction.uid}`,
    },
    loadExistingGrant: (ctx) => grantAsked(ctx, settings, rules),
    rotateRefreshToken: true,
  });
  provider.proxy = true;
  registerTokenExchange(provider, { ...options, organisationOf: rules.organisationOf });
  tellRefreshTokenLife(provider);
  reportFaults(provider);
  return provider;
}

/** What of OpenID Connect is offered, and where. */
function surface(): Configuration {
  return {
    routes: {
      authorization: '/connect/authorize',
      token: '/connect/token',
      userinfo: '/connect/userinfo',
      end_session: '/connect/endsession',
      pushed_authorization_request: '/connect/par',
      jwks: '/.well-known/openid-configuration/jwks',
    },
    scopes: [...identityScopes],
    subjectTypes: ['public'],
    clientAuthMethods: ['private_key_jwt'],
    acrValues: levels.map(helseIdLevels.acrOf),
    enabledJWA: {
      idTokenSigningAlgValues: ['RS256'],
      requestObjectSigningAlgValues: [...asymmetricAlgorithms] as never,
      clientAuthSigningAlgValues: [...asymmetricAlgorithms] as never,
      dPoPSigningAlgValues: [...asymmetricAlgorithms] as never,
    },
  };
}

function features(
  issuer: string,
  settings: HelseIdSettings,
  { organisationInRequest }: AssertionRules,
): NonNullable<Configuration['features']> {
  return {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    pushedAuthorizationRequests: { enabled: true },
    // By value. Whoever does not push its request must sign it: see client-assertion.ts.
    requestObjects: { enabled: true, assertJwtClaimsAndHeader: organisationInRequest },
    resourceIndicators: resourceIndicators(issuer, settings),
    dPoP: {
      enabled: true,
      nonceSecret: randomBytes(32),
      requireNonce: (ctx) => ctx.oidc.route === 'token',
    },
  };
}

/** What stands in tokens, and how long they live. */
function tokens({ issuer, settings, people }: HelseIdOptions, rules: AssertionRules): Configuration {
  const personOf = (account: string | undefined): Person | undefined =>
    people.find((person) => accountOf(person) === account);
  return {
    conformIdTokenClaims: false,
    claims: Object.fromEntries(Object.entries(claimsOfScopes).map(([scope, names]) => [scope, [...names]])),
    findAccount: (ctx, account, token) => {
      const person = personOf(account);
      if (person === undefined) return undefined;
      const level = levelOf(ctx, token);
      return {
        accountId: account,
        claims: () => ({ sub: account, ...personClaims({ person, level }, settings) }),
      };
    },
    extraTokenClaims: (ctx, token) => {
      const client = settings.clients.find(({ clientId }) => clientId === token.clientId);
      if (client === undefined) return undefined;
      const person = personOf('accountId' in token ? token.accountId : undefined);
      const level = levelOf(ctx);
      return {
        ...clientClaims(client, rules.organisationOf(ctx)),
        ...(person === undefined
          ? {}
          : inAccessTokens(personClaims({ person, level }, settings), wantedBy(token.scope, settings))),
      };
    },
    formats: {
      customizers: {
        jwt: (_ctx, token, { payload }) => {
          if (token.aud === everyApi(issuer)) payload.aud = audienceOf(token.scope, issuer, settings);
          payload['nbf'] = payload.iat;
        },
      },
    },
    ttl: {
      AccessToken: settings.tokenLifetimeSeconds,
      ClientCredentials: settings.tokenLifetimeSeconds,
      IdToken: ttl.idToken,
      AuthorizationCode: ttl.code,
      RefreshToken: settings.refreshTokenLifetimeSeconds,
      Interaction: ttl.login,
      Session: ttl.session,
      Grant: Math.max(ttl.session, settings.refreshTokenLifetimeSeconds),
    },
  };
}

/** The level of the login that a code or refresh token comes from. */
function levelOf({ oidc }: KoaContextWithOIDC, token?: object): Level | undefined {
  const { AuthorizationCode: code, RefreshToken: refresh } = oidc.entities;
  const acr = [token, code, refresh, oidc.session].map((from) => (from as { acr?: string } | undefined)?.acr);
  return helseIdLevels.levelOf(acr.find((value) => value !== undefined));
}

/** The grant of a person to a client, without asking, for the organisation that the client named. */
async function grantAsked(ctx: KoaContextWithOIDC, { apis }: HelseIdSettings, { pushed }: AssertionRules) {
  const { client, account, provider, params } = ctx.oidc;
  if (client === undefined || account === undefined || params === undefined) return undefined;
  const { organisation, offline } = pushed(ctx);
  if (offline) params['scope'] = [...ctx.oidc.requestParamScopes.add('offline_access')].join(' ');
  const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
  grant.addOIDCScope(identityScopes.join(' '));
  const scopes = [...identityScopes, ...apis.flatMap((api) => api.scopes)].join(' ');
  for (const resource of [everyApi(provider.issuer), ...apis.map(({ audience }) => audience)]) {
    grant.addResourceScope(resource, scopes);
  }
  grant.rar = [{ type: grantDetail, organisation }];
  await grant.save();
  return grant;
}

/** HelseID says how long a refresh token lives, which no standard has a name for. */
function tellRefreshTokenLife(provider: Provider): void {
  provider.use(async (ctx, next) => {
    await next();
    const token = (ctx as KoaContextWithOIDC).oidc?.entities.RefreshToken;
    const answer = ctx.body as { refresh_token?: string } | undefined;
    if (ctx.path !== '/connect/token' || token === undefined || answer?.refresh_token === undefined) return;
    ctx.body = { ...answer, rt_expires_in: token.remainingTTL };
  });
}

function clientMetadata(client: HelseIdClient): ClientMetadata {
  const loginGrants = ['authorization_code', 'refresh_token'];
  return {
    client_id: client.clientId,
    client_name: client.name ?? client.clientId,
    jwks: client.jwks,
    token_endpoint_auth_method: 'private_key_jwt',
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    response_types: client.redirectUris.length > 0 ? ['code'] : [],
    grant_types: [
      ...(client.redirectUris.length > 0 ? loginGrants : []),
      'client_credentials',
      'urn:ietf:params:oauth:grant-type:token-exchange',
    ],
    subject_type: 'public',
    id_token_signed_response_alg: 'RS256',
    dpop_bound_access_tokens: true,
  };
}
