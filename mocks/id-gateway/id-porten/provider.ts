import { generateKeyPairSync, randomBytes, randomUUID, type JsonWebKey } from 'node:crypto';
import Provider, { type ClientMetadata, type Configuration } from 'oidc-provider';
import type { Person } from '#harness/common/roster.ts';
import { claims, grantAll } from './claims.ts';
import { createMemoryAdapter } from './memory-adapter.ts';
import { loginPolicy, requestRules } from './request-rules.ts';
import type { ClientSettings, Settings } from './settings.ts';
import { messagePage } from './views/message-page.ts';

/** Lives, in seconds. A login page may stand open for a while; a session lets other clients in without it. */
const ttl = { code: 60, login: 15 * 60, session: 30 * 60 };

/** ID-porten as an oidc-provider: its endpoints, claims and rules. A person's account id is the role. */
export function createProvider(issuer: string, settings: Settings, people: readonly Person[]): Provider {
  const provider = new Provider(issuer, {
    ...surface(),
    cookies: cookies(issuer),
    ...claims(settings, people),
    adapter: createMemoryAdapter(),
    clients: settings.clients.map(clientMetadata),
    jwks: { keys: [signingKey()] },
    interactions: { policy: loginPolicy(), url: (_ctx, interaction) => `/login/${interaction.uid}` },
    loadExistingGrant: (ctx) => grantAll(ctx, settings),
    ttl: {
      AccessToken: settings.tokenLifetimeSeconds,
      IdToken: settings.tokenLifetimeSeconds,
      AuthorizationCode: ttl.code,
      Interaction: ttl.login,
      Session: ttl.session,
      Grant: ttl.session,
    },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = messagePage({
        title: 'Innloggingen kan ikke gjennomføres',
        text: 'Tjenesten du kom fra, sendte en forespørsel som ikke kan godtas.',
        detail: [out.error, out.error_description].filter(Boolean).join(': '),
      }).markup;
    },
  });
  provider.proxy = true;
  provider.on('server_error', (_ctx, error) => {
    process.stderr.write(`id-gateway: ${error.stack ?? error.message}\n`);
  });
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
      dPoP: { enabled: false },
      resourceIndicators: { enabled: false },
      introspection: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
    },
    scopes: ['openid', 'profile'],
    responseTypes: ['code'],
    subjectTypes: ['pairwise'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    enabledJWA: { idTokenSigningAlgValues: ['RS256'] },
    allowOmittingSingleRegisteredRedirectUri: false,
    pkce: { required: () => true },
    extraParams: requestRules,
    clientBasedCORS: () => false,
    discovery: {
      ui_locales_supported: ['nb', 'nn', 'en', 'se'],
      prompt_values_supported: ['none', 'login'],
    },
  };
}

/** For this host alone, not for scripts, and over https alone where the issuer is. */
function cookies(issuer: string): NonNullable<Configuration['cookies']> {
  const secure = issuer.startsWith('https:');
  const options = { httpOnly: true, sameSite: 'lax', secure } as const;
  const session = secure ? '__Host-idporten-session' : 'idporten-session';
  return {
    names: { session, interaction: 'idporten-login', resume: 'idporten-resume' },
    long: options,
    short: options,
    keys: [randomBytes(32)],
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

function signingKey(): JsonWebKey & { kid: string; use: string; alg: string; kty: 'RSA' } {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kty: 'RSA', kid: randomUUID(), use: 'sig', alg: 'RS256' };
}
