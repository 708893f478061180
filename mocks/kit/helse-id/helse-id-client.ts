import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { z } from 'zod';
import { systemClock, type Clock } from '#harness/common/clock.ts';
import { HarnessError } from '#harness/errors.ts';
import { dpopKey, dpopProof } from '../resource-check/dpop-proof.ts';
import type { HelseIdCredentials } from './helse-id-credentials.ts';

/** An answer of the token endpoint, whoever carried the request there. */
export interface TokenAnswer {
  readonly status: number;
  /** The header DPoP-Nonce. */
  readonly nonce: string | undefined;
  readonly body: unknown;
}
export interface HelseIdClientOptions extends HelseIdCredentials {
  /** Origin of HelseID, which is its name as issuer. */
  readonly issuer: string;
  readonly scope: string;
  /** Carries a form to the token endpoint. */
  readonly post: (
    path: string,
    form: Record<string, string>,
    headers: Record<string, string>,
  ) => Promise<TokenAnswer>;
  readonly clock?: Clock;
}

/** What an API of NHN wants to see with each request. */
export interface TokenHeaders {
  readonly authorization: string;
  readonly dpop: string;
}
export interface HelseIdClient {
  /** The access token, and a proof of its own for this one request. Throws PARTICIPANT_DOWN where no token is given. */
  headersFor(method: string, url: string): Promise<TokenHeaders>;
  /** The next request gets a new token: an API has refused this one, for the issuer may have new keys. */
  forget(): void;
}

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const nonceWanted = z.object({ error: z.literal('use_dpop_nonce') });
const assertionSeconds = 30;
/** A token is renewed so long before it expires, or at half of its life where that is later. */
const renewSeconds = 30;

/**
 * A client of HelseID: client credentials, private_key_jwt, DPoP with the nonce that it is told. The first token is
 * fetched when one is first needed, once for all that wait, and again shortly before it expires.
 */
export function createHelseIdClient(options: HelseIdClientOptions): HelseIdClient {
  const { clock = systemClock, issuer, scope, clientId, post } = options;
  const path = '/connect/token';
  let proofKey: ReturnType<typeof dpopKey> | undefined;
  let nonce: string | undefined;
  let token: { readonly text: Promise<string>; renewAt: number } | undefined;

  const ask = (key: ReturnType<typeof dpopKey>): Promise<TokenAnswer> => {
    const now = clock.now().getTime();
    const proof = { key, method: 'POST', url: issuer + path, now, ...(nonce === undefined ? {} : { nonce }) };
    const form = {
      grant_type: 'client_credentials',
      client_id: clientId,
      scope,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion(options, now),
    };
    return post(path, form, { dpop: dpopProof(proof) });
  };
  const fetchToken = async (key: ReturnType<typeof dpopKey>): Promise<z.infer<typeof tokenSchema>> => {
    let answer = await ask(key);
    nonce = answer.nonce ?? nonce;
    if (answer.status === 400 && nonceWanted.safeParse(answer.body).success) answer = await ask(key);
    const given = tokenSchema.safeParse(answer.body);
    if (answer.status !== 200 || !given.success) throw noToken(answer.status, clientId);
    return given.data;
  };
  const current = (key: ReturnType<typeof dpopKey>): Promise<string> => {
    if (token !== undefined && clock.now().getTime() < token.renewAt) return token.text;
    const begun = clock.now().getTime();
    const next = { renewAt: Infinity, text: Promise.resolve('') };
    next.text = fetchToken(key).then(
      ({ access_token: text, expires_in: seconds }) => {
        next.renewAt = begun + Math.max(seconds - renewSeconds, seconds / 2) * 1000;
        return text;
      },
      (error: unknown) => {
        if (token === next) token = undefined;
        throw error;
      },
    );
    token = next;
    return next.text;
  };
  return {
    headersFor: async (method, url) => {
      const key = (proofKey ??= dpopKey());
      const accessToken = await current(key);
      const now = clock.now().getTime();
      return {
        authorization: `DPoP ${accessToken}`,
        dpop: dpopProof({ key, method, url, accessToken, now }),
      };
    },
    forget: () => (token = undefined),
  };
}

/** The client assertion (RFC 7523) as HelseID wants it: for the issuer, short-lived, used once. */
function assertion({ clientId, key, issuer }: HelseIdClientOptions, nowMs: number): string {
  const now = Math.floor(nowMs / 1000);
  const { kid } = key;
  const header = { alg: 'ES256', typ: 'client-authentication+jwt', ...(kid === undefined ? {} : { kid }) };
  const claims = {
    ...{ iss: clientId, sub: clientId, aud: issuer, jti: randomUUID() },
    ...{ iat: now, nbf: now, exp: now + assertionSeconds },
  };
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const privateKey = createPrivateKey({ key: { ...key }, format: 'jwk' });
  const signature = sign('sha256', Buffer.from(signed.join('.')), {
    key: privateKey,
    dsaEncoding: 'ieee-p1363',
  });
  return [...signed, signature.toString('base64url')].join('.');
}

const noToken = (status: number, clientId: string): HarnessError =>
  new HarnessError(`HelseID should have given ${clientId} an access token; it answered ${status}.`, {
    code: 'PARTICIPANT_DOWN',
    stage: 'participants',
    participant: 'id-gateway',
    hint: 'Is the client registered there with this key? Mocks take theirs from settings.helseId.',
  });
