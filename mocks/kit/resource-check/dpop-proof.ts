import {
  createHash,
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  randomUUID,
  sign,
  type KeyObject,
} from 'node:crypto';

/** The ways a proof can be made wrong, by the names of the catalogue. */
export const proofFaults = [
  'no-htu',
  'no-htm',
  'no-jti',
  'no-iat',
  'no-ath',
  'iat-past',
  'iat-future',
  'no-alg',
  'no-jwk',
  'symmetric-alg',
  'private-key-in-jwk',
  'wrong-typ',
  'bad-signature',
] as const;
export type ProofFault = (typeof proofFaults)[number];

export interface ProofRequest {
  /** A private P-256 key; see dpopKey(). */
  readonly key: KeyObject;
  readonly method: string;
  /** A query is left out. */
  readonly url: string;
  /** Left out where tokens are asked for. */
  readonly accessToken?: string;
  readonly nonce?: string;
  /** Milliseconds since 1970. */
  readonly now?: number;
  readonly fault?: ProofFault;
}

/** Iat that no API takes, however patient. */
const farOffSeconds = 3600;

const publicJwks = new WeakMap<KeyObject, object>();

/** The public part of a key; taken out once, for a caller makes each of its proofs with the same. */
function publicJwk(key: KeyObject): object {
  let jwk = publicJwks.get(key);
  if (jwk === undefined) publicJwks.set(key, (jwk = createPublicKey(key).export({ format: 'jwk' })));
  return jwk;
}

/** A fresh key to make proofs with. */
export const dpopKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

/** A DPoP proof (RFC 9449 section 4.2) by ES256, good or with the one fault asked for. */
export function dpopProof(request: ProofRequest): string {
  const { fault, key } = request;
  const header = {
    typ: fault === 'wrong-typ' ? 'JWT' : 'dpop+jwt',
    ...(fault === 'no-alg' ? {} : { alg: fault === 'symmetric-alg' ? 'HS256' : 'ES256' }),
    ...(fault === 'no-jwk'
      ? {}
      : { jwk: fault === 'private-key-in-jwk' ? key.export({ format: 'jwk' }) : publicJwk(key) }),
  };
  const signed = `${segment(header)}.${segment(payload(request))}`;
  return `${signed}.${signature(signed, request)}`;
}

function payload({ method, url, accessToken, nonce, now = Date.now(), fault }: ProofRequest): object {
  const shift = { 'iat-past': -farOffSeconds, 'iat-future': farOffSeconds }[String(fault)] ?? 0;
  const claims = {
    jti: randomUUID(),
    htm: method,
    htu: url.replace(/[?#].*$/s, ''),
    iat: Math.floor(now / 1000) + shift,
    ...(accessToken === undefined
      ? {}
      : { ath: createHash('sha256').update(accessToken).digest('base64url') }),
    ...(nonce === undefined ? {} : { nonce }),
  };
  const left = Object.entries(claims).filter(([claim]) => fault !== `no-${claim}`);
  return Object.fromEntries(left);
}

function signature(signed: string, { key, fault }: ProofRequest): string {
  // The public key as secret: the classic way to be taken in by a symmetric algorithm.
  if (fault === 'symmetric-alg') {
    const secret = createPublicKey(key).export({ type: 'spki', format: 'pem' });
    return createHmac('sha256', secret).update(signed).digest('base64url');
  }
  const by = fault === 'bad-signature' ? dpopKey() : key;
  return sign('sha256', Buffer.from(signed), { key: by, dsaEncoding: 'ieee-p1363' }).toString('base64url');
}

const segment = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
