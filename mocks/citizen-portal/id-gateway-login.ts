import * as oidc from 'openid-client';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { HarnessError } from '#harness/errors.ts';
import { participantFetch } from '#mocks/kit/participant-fetch.ts';

/** What must be remembered between sending a person to the ID gateway and their coming back. */
export interface PendingLogin {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnTo: string;
}
export type LoginResult =
  | { readonly outcome: 'logged-in'; readonly pid: string; readonly idToken: string }
  | { readonly outcome: 'refused'; readonly reason: 'no-pid' | 'level-too-low' };

/** The portal as a client of the ID gateway: authorization code, PKCE, state, nonce and `iss` checked. */
export interface IdGatewayLogin {
  start(returnTo: string): Promise<{ readonly url: URL; readonly pending: PendingLogin }>;
  /**
   * @throws HarnessError when the gateway cannot be reached; any other error when it refused the login or its answer
   * does not belong to `pending`
   */
  finish(callback: URL, pending: PendingLogin): Promise<LoginResult>;
  /** Where the person's session at the gateway ends; it leads back to the portal's first page. */
  logoutUrl(idToken: string): Promise<URL>;
}

const levelHigh = 'idporten-loa-high';

export function idGatewayLogin(config: ServiceConfig, portal: string, clientSecret: string): IdGatewayLogin {
  const gateway = gatewayClient(config, clientSecret);
  const redirectUri = new URL('/callback', portal).href;
  return {
    start: async (returnTo) => {
      const pending = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        codeVerifier: oidc.randomPKCECodeVerifier(),
        returnTo,
      };
      const url = oidc.buildAuthorizationUrl(await gateway(), {
        redirect_uri: redirectUri,
        scope: 'openid profile',
        acr_values: levelHigh,
        ui_locales: 'nb',
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(pending.codeVerifier),
        code_challenge_method: 'S256',
      });
      return { url, pending };
    },
    finish: async (callback, pending) => {
      const client = await gateway();
      // The library checks `iss` when it is there; ID-porten always sends it, so its absence is a mix-up too.
      if (callback.searchParams.get('iss') !== client.serverMetadata().issuer) {
        throw new Error('The answer to the login does not name its issuer.');
      }
      const tokens = await oidc
        .authorizationCodeGrant(client, callback, {
          pkceCodeVerifier: pending.codeVerifier,
          expectedState: pending.state,
          expectedNonce: pending.nonce,
          idTokenExpected: true,
        })
        .catch((error: unknown) => {
          // The library wraps what our own calls throw.
          throw error instanceof Error && error.cause instanceof HarnessError ? error.cause : error;
        });
      return judgeClaims(tokens.claims(), tokens.id_token ?? '');
    },
    logoutUrl: async (idToken) =>
      oidc.buildEndSessionUrl(await gateway(), {
        id_token_hint: idToken,
        post_logout_redirect_uri: new URL('/', portal).href,
      }),
  };
}

/** A person is let in by `pid`, and only at the highest level: the gateway may have given less than asked for. */
function judgeClaims(claims: oidc.IDToken | undefined, idToken: string): LoginResult {
  if (claims?.acr !== levelHigh) return { outcome: 'refused', reason: 'level-too-low' };
  const { pid } = claims;
  if (typeof pid !== 'string' || pid === '') return { outcome: 'refused', reason: 'no-pid' };
  return { outcome: 'logged-in', pid, idToken };
}

/** The gateway's metadata, read when first needed and kept; a failed reading is tried again next time. */
function gatewayClient(config: ServiceConfig, clientSecret: string): () => Promise<oidc.Configuration> {
  const origin = config.origins['id-porten.id-gateway'];
  let known: Promise<oidc.Configuration> | undefined;
  const discover = async (): Promise<oidc.Configuration> => {
    if (origin === undefined) throw gatewayDown('it has no address in this environment');
    return oidc.discovery(
      new URL(origin),
      'citizen-portal',
      undefined,
      oidc.ClientSecretBasic(clientSecret),
      {
        // Tests run without TLS; wherever the origin is https, nothing else is accepted.
        execute: origin.startsWith('http:') ? [oidc.allowInsecureRequests] : [],
        [oidc.customFetch]: async (href, { method, headers, body, redirect, signal }) => {
          const url = new URL(href);
          const response = await participantFetch(url.origin, `${url.pathname}${url.search}`, {
            method,
            headers,
            redirect,
            // Never bytes of shared memory, which the library's type allows.
            body: (body ?? null) as BodyInit | null,
            ...(signal === undefined ? {} : { signal }),
          }).catch((cause: unknown) => {
            throw gatewayDown('the call failed', cause);
          });
          if (response.status >= 500) throw gatewayDown(`it answered ${response.status}`);
          return response;
        },
      },
    );
  };
  return async () => {
    known ??= discover();
    try {
      return await known;
    } catch (cause) {
      known = undefined;
      throw gatewayDown('its metadata could not be read', cause);
    }
  };
}

const gatewayDown = (seen: string, cause?: unknown): HarnessError =>
  new HarnessError(`The portal needs the ID gateway to log a person in, but ${seen}.`, {
    code: 'PARTICIPANT_DOWN',
    stage: 'participants',
    hint: 'Look at the ID gateway of this environment: is it started, and is its certificate trusted?',
    participant: 'id-gateway',
    cause,
  });
