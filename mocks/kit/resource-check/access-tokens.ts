import { createHash, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '#harness/common/clock.ts';
import { BoundedCache } from './bounded-cache.ts';
import { parseJws, parseSegment, type JsonObject } from './jws.ts';
import type { RefusalReason } from './refusal.ts';
import { asymmetricAlgorithms, fits, hasSignature } from './signature.ts';

/** A key set as an issuer publishes it. */
export interface KeySet {
  readonly keys: readonly (JsonWebKey & { readonly kid?: string })[];
}
export interface TokenRules {
  readonly issuer: string;
  /** Fetches the issuer's key set; called when a key is not known yet, at most every `refetchMs`. */
  readonly fetchKeys: () => Promise<KeySet>;
  /** Left out, every audience will do: for the issuer's own endpoints. */
  readonly audience?: string;
  readonly clock: Clock;
  readonly skewSeconds: number;
}

const claimsSchema = z.looseObject({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  nbf: z.number().optional(),
  sub: z.string().optional(),
  client_id: z.string().optional(),
  scope: z.union([z.string(), z.array(z.string())]).optional(),
  cnf: z.looseObject({ jkt: z.string().min(1) }),
});
/** The claims of a verified access token; beside these, all that it came with. */
export type AccessTokenClaims = z.infer<typeof claimsSchema>;

export interface AccessToken {
  readonly claims: AccessTokenClaims;
  /** SHA-256 of the token, base64url, as proofs name it. */
  readonly ath: string;
}
export type VerifyToken = (token: string) => Promise<AccessToken | RefusalReason>;

const mostTokens = 10_000;
const refetchMs = 5_000;

/**
 * Verifies access tokens (RFC 9068) that are bound to a key. A good one is remembered by its hash until it expires.
 * Rejects with what `fetchKeys` rejects with.
 */
export function createTokenVerifier(rules: TokenRules): VerifyToken {
  const { clock, skewSeconds } = rules;
  const good = new BoundedCache<AccessToken>(mostTokens);
  const findKey = keyFinder(rules);
  return async (token) => {
    const ath = createHash('sha256').update(token).digest('base64url');
    const known = good.get(ath);
    if (known !== undefined) {
      if (known.claims.exp + skewSeconds > clock.now().getTime() / 1000) return known;
      good.delete(ath);
      return 'token-expired';
    }
    const jws = parseJws(token);
    const header = jws === undefined ? undefined : parseSegment(jws.headerSegment);
    if (jws === undefined || header === undefined) return 'token-malformed';
    if (!['at+jwt', 'application/at+jwt'].includes(String(header['typ']).toLowerCase())) return 'token-typ';
    const alg = String(header['alg']);
    if (!asymmetricAlgorithms.includes(alg)) return 'token-alg';
    const key = await findKey(String(header['kid']));
    if (key === undefined || !fits(alg, key)) return 'token-key';
    if (!hasSignature(alg, key, jws.signed, jws.signature)) return 'token-signature';
    const problem = claimsProblem(jws.payload, rules);
    if (problem !== undefined) return problem;
    const claims = claimsSchema.safeParse(jws.payload);
    if (!claims.success) return 'token-malformed';
    const verified = { claims: claims.data, ath };
    good.set(ath, verified);
    return verified;
  };
}

function claimsProblem(
  { iss, aud, exp, nbf, cnf }: JsonObject,
  { issuer, audience, clock, skewSeconds }: TokenRules,
): RefusalReason | undefined {
  const now = clock.now().getTime() / 1000;
  if (iss !== issuer) return 'token-issuer';
  if (audience !== undefined && ![aud].flat().includes(audience)) return 'token-audience';
  if (typeof exp !== 'number' || exp + skewSeconds <= now) return 'token-expired';
  if (typeof nbf === 'number' && nbf - skewSeconds > now) return 'token-not-yet-valid';
  const jkt = typeof cnf === 'object' && cnf !== null && 'jkt' in cnf ? cnf.jkt : undefined;
  return typeof jkt === 'string' && jkt !== '' ? undefined : 'token-not-bound';
}

/** Finds keys by id; asks the issuer again for one that is not known, for keys may have been changed. */
function keyFinder({ fetchKeys, clock }: TokenRules): (kid: string) => Promise<KeyObject | undefined> {
  let keys = new Map<string, KeyObject>();
  let fetchedAt = -Infinity;
  let fetching: Promise<void> | undefined;
  const refetch = async (): Promise<void> => {
    const { keys: published } = await fetchKeys();
    keys = new Map(
      published.map(({ kid, ...key }) => [String(kid), createPublicKey({ key, format: 'jwk' })]),
    );
    fetchedAt = clock.now().getTime();
  };
  return async (kid) => {
    if (!keys.has(kid) && clock.now().getTime() - fetchedAt >= refetchMs) {
      fetching ??= refetch().finally(() => (fetching = undefined));
      await fetching;
    }
    return keys.get(kid);
  };
}
