/** Why an access token or a DPoP proof is refused, in words for the caller's developer. One reason per fault. */
export const refusals = {
  'no-token': 'The request has no Authorization header.',
  'scheme-not-dpop': 'The Authorization scheme must be DPoP; a bearer token is not taken.',
  'token-malformed': 'The access token must be a JWT.',
  'token-typ': 'The access token must have typ at+jwt.',
  'token-alg': 'The access token must be signed with an asymmetric algorithm.',
  'token-key': 'The access token must be signed with a key in the issuer’s key set.',
  'token-signature': 'The signature of the access token is wrong.',
  'token-issuer': 'The access token is from another issuer.',
  'token-audience': 'The access token is for another audience.',
  'token-expired': 'The access token has expired.',
  'token-not-yet-valid': 'The access token is not valid yet.',
  'token-not-bound': 'The access token is not bound to a key: it lacks cnf.jkt.',
  'no-proof': 'The request has no DPoP header.',
  'several-proofs': 'The request must have one DPoP header.',
  'proof-malformed': 'The DPoP proof must be a JWT.',
  'proof-typ': 'The DPoP proof must have typ dpop+jwt.',
  'proof-no-alg': 'The DPoP proof has no alg.',
  'proof-alg-symmetric': 'The DPoP proof must be signed with an asymmetric algorithm.',
  'proof-alg': 'The algorithm of the DPoP proof is not supported.',
  'proof-no-jwk': 'The DPoP proof has no jwk.',
  'proof-jwk-private': 'The jwk of the DPoP proof holds a private key.',
  'proof-jwk': 'The jwk of the DPoP proof is not a public key for its alg.',
  'proof-signature': 'The signature of the DPoP proof is wrong.',
  'proof-no-jti': 'The DPoP proof has no jti.',
  'proof-no-htm': 'The DPoP proof has no htm.',
  'proof-htm': 'The htm of the DPoP proof is another method.',
  'proof-no-htu': 'The DPoP proof has no htu.',
  'proof-htu': 'The htu of the DPoP proof must be the address of the request, without query.',
  'proof-no-iat': 'The DPoP proof has no iat.',
  'proof-iat-past': 'The iat of the DPoP proof is too old.',
  'proof-iat-future': 'The iat of the DPoP proof lies in the future.',
  'proof-no-ath': 'The DPoP proof has no ath.',
  'proof-ath': 'The ath of the DPoP proof is of another access token.',
  'proof-key': 'The DPoP proof is made with another key than the one that the access token is bound to.',
  'proof-replayed': 'The jti of the DPoP proof has been used before.',
} as const;
export type RefusalReason = keyof typeof refusals;

export interface Refusal {
  readonly ok: false;
  readonly status: 401;
  /** As it stands in WWW-Authenticate (RFC 9449 section 7.1). */
  readonly error: 'invalid_token' | 'invalid_dpop_proof';
  readonly reason: RefusalReason;
  readonly text: string;
  /** The whole WWW-Authenticate header of the answer. */
  readonly challenge: string;
}

const proofReason = /^(no-proof|several-proofs|proof-)/;

/** The refusal for a reason. */
export function refuse(reason: RefusalReason): Refusal {
  const error = proofReason.test(reason) ? 'invalid_dpop_proof' : 'invalid_token';
  // A header holds no other characters than ASCII.
  const description = refusals[reason].replaceAll('’', "'");
  const challenge = `DPoP error="${error}", error_description="${description}", algs="RS256 PS256 ES256"`;
  return { ok: false, status: 401, error, reason, text: refusals[reason], challenge };
}
