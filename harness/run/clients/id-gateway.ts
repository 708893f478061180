import { createHash, randomBytes } from 'node:crypto';
import { createRemoteJWKSet, customFetch, jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';
import type { IdGatewayDriver, AssuranceLevel } from '#harness/common/drivers.ts';
import type { Person } from '#harness/common/roster.ts';
import { HarnessError } from '../../errors.ts';
import type { CallEndpoint } from './api.ts';

const endpoint = 'id-porten.id-gateway';
const clientId = 'verdikjede';
/** Registered at the gateway and never requested: the flow stops at the redirect there. */
const redirectUri = 'https://harness.verdikjede.test/callback';

/** The claims of a person's id_token, told by what they mean. */
export const seenClaims = z.strictObject({
  acr: z.string().nullable(),
  /** Whose number `pid` is. */
  pid: z.enum(['the person', 'somebody else', 'absent']),
  locale: z.string().nullable(),
  names: z.array(z.string()),
});
export type SeenClaims = z.infer<typeof seenClaims>;

export interface IdGatewayClient {
  /** Logs a person in by authorization code with PKCE, as a client of its own, and checks the id_token. */
  claimsOf(person: Person, level: AssuranceLevel): Promise<SeenClaims>;
}

const base64url = (bytes: Buffer): string => bytes.toString('base64url');

export function createIdGatewayClient(
  call: CallEndpoint,
  driver: () => Promise<IdGatewayDriver>,
): IdGatewayClient {
  return {
    async claimsOf(person, level) {
      const verifier = base64url(randomBytes(32));
      const nonce = base64url(randomBytes(16));
      const state = base64url(randomBytes(16));
      const issuer = await discover(call);
      const authorize = new URLSearchParams({
        client_id: clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: 'openid profile',
        state,
        nonce,
        acr_values: `idporten-loa-${level}`,
        code_challenge: base64url(createHash('sha256').update(verifier).digest()),
        code_challenge_method: 'S256',
      });
      const form = (await driver()).loginForm(person, level);
      const callback = await followLogin(call, `/authorize?${authorize.toString()}`, form);
      if (
        callback.searchParams.get('state') !== state ||
        callback.searchParams.get('iss') !== issuer.issuer
      ) {
        throw failed('the redirect back does not carry the state and issuer that were asked for');
      }
      const code = callback.searchParams.get('code') ?? '';
      const idToken = await exchangeCode(call, code, verifier);
      const claims = await verify(call, idToken, { ...issuer, nonce });
      return seen(claims, person);
    },
  };
}

const discovery = z.looseObject({ issuer: z.string(), jwks_uri: z.string() });
async function discover(call: CallEndpoint): Promise<z.infer<typeof discovery>> {
  const response = await call(endpoint, '/.well-known/openid-configuration');
  return discovery.parse(await response.json());
}

/** Follows the redirects by hand: authorize, the login page, its form, resume, and stops before the callback. */
async function followLogin(call: CallEndpoint, start: string, form: Record<string, string>): Promise<URL> {
  let path = start;
  for (let hops = 0; hops < 8; hops += 1) {
    const page = await call(endpoint, path);
    const answer = page.status() === 200 ? await call(endpoint, path, { method: 'POST', form }) : page;
    const location = answer.headers()['location'];
    if (location === undefined) throw failed(`its login answered ${answer.status()} without a redirect`);
    const next = new URL(location, new URL(page.url()).origin);
    if (next.href.startsWith(redirectUri)) return next;
    path = next.pathname + next.search;
  }
  throw failed('its login redirects in a circle');
}

const tokenAnswer = z.looseObject({ id_token: z.string(), token_type: z.string() });
async function exchangeCode(call: CallEndpoint, code: string, verifier: string): Promise<string> {
  const response = await call(endpoint, '/token', {
    method: 'POST',
    form: {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      client_id: clientId,
      code_verifier: verifier,
    },
  });
  if (response.status() !== 200) throw failed(`its token endpoint answered ${response.status()}`);
  return tokenAnswer.parse(await response.json()).id_token;
}

async function verify(
  call: CallEndpoint,
  idToken: string,
  { issuer, jwks_uri, nonce }: { issuer: string; jwks_uri: string; nonce: string },
): Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL(jwks_uri), {
    [customFetch]: async (url: string) => {
      const response = await call(endpoint, new URL(url).pathname);
      return new Response(await response.text(), { status: response.status(), headers: response.headers() });
    },
  });
  const { payload } = await jwtVerify(idToken, keys, { issuer, audience: clientId }).catch(
    (cause: unknown) => {
      throw failed('its id_token does not verify', cause);
    },
  );
  if (payload['nonce'] !== nonce) throw failed('its id_token carries another nonce than was asked for');
  return payload;
}

function seen(claims: JWTPayload, person: Person): SeenClaims {
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const pid = claims['pid'];
  return {
    acr: text(claims['acr']),
    pid: pid === undefined ? 'absent' : pid === person.pid ? 'the person' : 'somebody else',
    locale: text(claims['locale']),
    names: Object.keys(claims).sort(),
  };
}

function failed(what: string, cause?: unknown): HarnessError {
  return new HarnessError(`The ID gateway: ${what}.`, {
    code: 'OBSERVATION_INVALID',
    stage: 'observation',
    participant: 'id-gateway',
    hint: 'Try the login by hand: verdikjede mocks open citizen-portal (test), or ask the gateway’s owner.',
    ...(cause === undefined ? {} : { cause }),
  });
}
