import { systemClock } from '#harness/common/clock.ts';
import { createTokenVerifier, type AccessTokenClaims, type TokenRules } from './access-tokens.ts';
import { createProofCheck, type ProofLimits } from './check-proof.ts';
import { refuse, type Refusal } from './refusal.ts';

/** The rules of NHN's own APIs where they are not given. */
export type ResourceRules = Pick<TokenRules, 'issuer' | 'fetchKeys' | 'audience'> & Partial<ProofLimits>;

export interface ResourceRequest {
  readonly method: string;
  /** The whole address as the caller wrote it, scheme and host included; a query is left out of account. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}
export type ResourceCheckResult = { readonly ok: true; readonly claims: AccessTokenClaims } | Refusal;
export type ResourceCheck = (request: ResourceRequest) => Promise<ResourceCheckResult>;

/**
 * The check that an API does of each request: an access token of the issuer, for this audience, sent with scheme
 * DPoP together with a proof, made just now, for just this request and with just the key that the token is bound
 * to. A proof is good once. What the token allows (scope, organisation) is left to the caller.
 * Rejects only with what `fetchKeys` rejects with.
 */
export function createResourceCheck(rules: ResourceRules): ResourceCheck {
  const { clock = systemClock, lifetimeSeconds = 1, skewSeconds = 5 } = rules;
  const verifyToken = createTokenVerifier({ ...rules, clock, skewSeconds });
  const proofProblem = createProofCheck({ clock, lifetimeSeconds, skewSeconds });
  return async ({ method, url, headers }) => {
    const { authorization, dpop } = headers;
    if (typeof authorization !== 'string') return refuse('no-token');
    const [scheme = '', token = '', ...rest] = authorization.split(' ');
    if (scheme.toLowerCase() !== 'dpop') return refuse('scheme-not-dpop');
    if (token === '' || rest.length > 0) return refuse('token-malformed');
    const verified = await verifyToken(token);
    if (typeof verified === 'string') return refuse(verified);
    if (dpop === undefined || dpop === '') return refuse('no-proof');
    if (typeof dpop !== 'string') return refuse('several-proofs');
    const { claims, ath } = verified;
    const problem = proofProblem(dpop, { method, url, ath, jkt: claims.cnf.jkt });
    return problem === undefined ? { ok: true, claims } : refuse(problem);
  };
}
