import Provider, { type ClientMetadata, type Configuration } from 'oidc-provider';
import type { Person } from '#harness/common/roster.ts';
import { idPortenLevels } from '../login/levels.ts';
import { loginPolicy } from '../login/login-policy.ts';
import { commonConfiguration, reportFaults } from '../provider/common-configuration.ts';
import { createMemoryAdapter, type KeptLogins } from '../provider/memory-adapter.ts';
import type { SigningKey } from '../provider/signing-key.ts';
import type { ClientSettings, Settings } from '../settings.ts';
import { issueJwts } from './access-tokens.ts';
import { claims, grantAll } from './claims.ts';
import { locales } from './asked.ts';
import { frontChannelOf, tellSession } from './front-channel.ts';
import type { IsolatedSessions } from './isolated-sessions.ts';
import { plainAmr } from './plain-amr.ts';
import { keepPushedRequests, namePushedRequests } from './pushed-requests.ts';
import { clientIdWithAssertion, requestRules } from './request-rules.ts';

/** Lives, in seconds. A login page may stand open for a while; a session lets other clients in without it. */
const ttl = { code: 60, login: 15 * 60, session: 30 * 60 };

export interface IdPortenOptions {
  readonly issuer: string;
  readonly settings: Settings;
  readonly people: readonly Person[];
  readonly signingKey: SigningKey;
  readonly sessions: IsolatedSessions;
  /** Given what is kept of those who log in. */
  readonly keeping?: (kept: KeptLogins) => void;
}

/** ID-porten as an oidc-provider: its endpoints, claims and rules. A person's account id is the role. */
export function createIdPorten(options: IdPortenOptions): Provider {
  const { issuer, settings, people, signingKey, sessions, keeping } = options;
  const provider = new Provider(issuer, {
    ...commonConfiguration(issuer, 'ID-porten'),
    ...surface(),
    ...claims(settings, people),
    adapter: keepPushedRequests(createMemoryAdapter(Date.now, keeping)),
    clients: settings.clients.map(clientMetadata),
    jwks: { keys: [signingKey] },
    interactions: {
      policy: loginPolicy(idPortenLevels),
      url: (_ctx, interaction) => `/login/${interaction.uid}`,
    },
    loadExistingGrant: (ctx) => grantAll(ctx, settings),
    ttl: {
      AccessToken: settings.tokenLifetimeSeconds,
      IdToken: settings.tokenLifetimeSeconds,
      AuthorizationCode: ttl.code,
      Interaction: ttl.login,
      Session: ttl.session,
      Grant: ttl.session,
    },
  });
  provider.proxy = true;
  if (settings.accessTokens === 'jwt') issueJwts(provider, { issuer, signingKey });
  if (settings.amr === 'string') plainAmr(provider);
  sessions.keepApart(provider);
  tellSession(provider, frontChannelOf(settings));
  namePushedRequests(provider);
  reportFaults(provider);
  return provider;
}

/** What of OpenID Connect is offered, and where. */
function surface(): Configuration {
  return {
    routes: {
      authorization: '/authorize',
      token: '/token',
      userinfo: '/userinfo',
      jwks: '/jwks',
      end_session: '/logout',
      pushed_authorization_request: '/par',
      introspection: '/introspect',
    },
    features: {
      devInteractions: { enabled: false },
      // By choice of the client; without nonces.
      dPoP: { enabled: true },
      resourceIndicators: { enabled: false },
      // By value, never by reference.
      requestObjects: { enabled: true },
      introspection: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
    },
    scopes: ['openid', 'profile'],
    subjectTypes: ['pairwise'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    enabledJWA: {
      idTokenSigningAlgValues: ['RS256'],
      dPoPSigningAlgValues: ['ES256', 'RS256', 'PS256'],
      requestObjectSigningAlgValues: ['RS256', 'RS384', 'RS512', 'PS256', 'ES256'],
    },
    extraParams: requestRules,
    assertJwtClientAuthClaimsAndHeader: clientIdWithAssertion,
    discovery: {
      ui_locales_supported: [...locales],
      prompt_values_supported: ['none', 'login'],
      frontchannel_logout_supported: true,
      frontchannel_logout_session_supported: true,
    },
  };
}

function clientMetadata(client: ClientSettings): ClientMetadata {
  const authentication =
    client.clientSecret !== undefined ? 'client_secret_basic' : client.jwks ? 'private_key_jwt' : 'none';
  return {
    client_id: client.clientId,
    client_name: client.name ?? client.clientId,
    ...(client.clientSecret === undefined ? {} : { client_secret: client.clientSecret }),
    ...(client.jwks === undefined ? {} : { jwks: client.jwks }),
    token_endpoint_auth_method: authentication,
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    response_types: ['code'],
    grant_types: ['authorization_code'],
    subject_type: 'pairwise',
    id_token_signed_response_alg: 'RS256',
  };
}
