import { createHash, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { Clock } from '#harness/common/clock.ts';
import { BoundedCache } from './bounded-cache.ts';
import { parseJws, parseSegment, type JsonObject } from './jws.ts';
import type { RefusalReason } from './refusal.ts';
import { createReplayMemory } from './replay-memory.ts';
import { asymmetricAlgorithms, fits, hasSignature } from './signature.ts';

export interface ProofLimits {
  readonly clock: Clock;
  /** How old a proof may be, beside the skew. */
  readonly lifetimeSeconds: number;
  /** How far the caller's clock may be off, either way. */
  readonly skewSeconds: number;
}
/** What a proof has to be made for. */
export interface Proven {
  readonly method: string;
  readonly url: string;
  /** Of the access token: SHA-256, base64url. */
  readonly ath: string;
  /** Thumbprint of the key that the access token is bound to. */
  readonly jkt: string;
}
export type CheckProof = (proof: string, proven: Proven) => RefusalReason | undefined;

interface ProofKey {
  readonly alg: string;
  readonly key: KeyObject;
  readonly jkt: string;
}
/** A client's header is the same in all its proofs. */
const mostHeaders = 10_000;

/** Checks DPoP proofs at an API (RFC 9449 section 4.3); undefined when the proof is good. Each is good once. */
export function createProofCheck({ clock, lifetimeSeconds, skewSeconds }: ProofLimits): CheckProof {
  const headers = new BoundedCache<ProofKey>(mostHeaders);
  const replays = createReplayMemory(clock, (lifetimeSeconds + 2 * skewSeconds + 1) * 1000);
  const oldest = lifetimeSeconds + skewSeconds;
  const iatProblem = (iat: unknown): RefusalReason | undefined => {
    if (typeof iat !== 'number') return 'proof-no-iat';
    const age = clock.now().getTime() / 1000 - iat;
    // iat is cut to whole seconds, so a fresh one may look a second old.
    if (age >= oldest + 1) return 'proof-iat-past';
    return age < -skewSeconds ? 'proof-iat-future' : undefined;
  };
  return (proof, { method, url, ath, jkt }) => {
    if (proof.includes(',')) return 'several-proofs';
    const jws = parseJws(proof);
    if (jws === undefined) return 'proof-malformed';
    const known = headers.get(jws.headerSegment);
    const key = known ?? readHeader(jws.headerSegment);
    if (typeof key === 'string') return key;
    if (known === undefined) headers.set(jws.headerSegment, key);
    if (!hasSignature(key.alg, key.key, jws.signed, jws.signature)) return 'proof-signature';
    const { payload } = jws;
    const problem =
      (isText(payload['jti']) ? undefined : 'proof-no-jti') ??
      requestProblem(payload, method, url) ??
      iatProblem(payload['iat']) ??
      athProblem(payload['ath'], ath);
    if (problem !== undefined) return problem;
    if (key.jkt !== jkt) return 'proof-key';
    return replays.isNew(`${jkt} ${String(payload['jti'])}`) ? undefined : 'proof-replayed';
  };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

function requestProblem({ htm, htu }: JsonObject, method: string, url: string): RefusalReason | undefined {
  if (!isText(htm)) return 'proof-no-htm';
  if (htm !== method) return 'proof-htm';
  if (!isText(htu)) return 'proof-no-htu';
  const end = url.search(/[?#]/);
  const expected = end === -1 ? url : url.slice(0, end);
  return htu === expected || URL.parse(htu)?.href === URL.parse(expected)?.href ? undefined : 'proof-htu';
}

function athProblem(seen: unknown, expected: string): RefusalReason | undefined {
  if (!isText(seen)) return 'proof-no-ath';
  return seen === expected ? undefined : 'proof-ath';
}

/** The key that a proof says it is made with, or what is wrong with its header. */
function readHeader(segment: string): ProofKey | RefusalReason {
  const header = parseSegment(segment);
  if (header === undefined) return 'proof-malformed';
  const { typ, alg, jwk } = header;
  if (typ !== 'dpop+jwt') return 'proof-typ';
  if (!isText(alg)) return 'proof-no-alg';
  if (alg.startsWith('HS')) return 'proof-alg-symmetric';
  if (!asymmetricAlgorithms.includes(alg)) return 'proof-alg';
  if (typeof jwk !== 'object' || jwk === null) return 'proof-no-jwk';
  if (['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'].some((member) => member in jwk)) return 'proof-jwk-private';
  try {
    const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
    return fits(alg, key) ? { alg, key, jkt: thumbprint(key) } : 'proof-jwk';
  } catch {
    return 'proof-jwk';
  }
}

/** The thumbprint of a public key: RFC 7638, SHA-256, base64url. */
export function thumbprint(key: KeyObject): string {
  const { crv, e, kty, n, x, y } = key.export({ format: 'jwk' });
  // Members in alphabetical order; those that a kind of key lacks are left out by JSON.
  return createHash('sha256').update(JSON.stringify({ crv, e, kty, n, x, y })).digest('base64url');
}
