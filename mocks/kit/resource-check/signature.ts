import { constants, verify, type KeyObject } from 'node:crypto';

interface Algorithm {
  readonly hash: string | null;
  readonly keyType: 'rsa' | 'ec' | 'ed25519';
  /** OpenSSL's name; for `ec` alone. */
  readonly curve?: string;
  readonly options?: {
    readonly padding?: number;
    readonly saltLength?: number;
    readonly dsaEncoding?: 'ieee-p1363';
  };
}

const rsa = (bits: number): Algorithm => ({ hash: `sha${bits}`, keyType: 'rsa' });
const pss = (bits: number): Algorithm => ({
  ...rsa(bits),
  options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: bits / 8 },
});
const ec = (bits: number, curve: string): Algorithm => ({
  hash: `sha${bits}`,
  keyType: 'ec',
  curve,
  options: { dsaEncoding: 'ieee-p1363' },
});
const eddsa: Algorithm = { hash: null, keyType: 'ed25519' };

const algorithms = new Map<string, Algorithm>([
  ...[256, 384, 512].map((bits): [string, Algorithm] => [`RS${bits}`, rsa(bits)]),
  ...[256, 384, 512].map((bits): [string, Algorithm] => [`PS${bits}`, pss(bits)]),
  ['ES256', ec(256, 'prime256v1')],
  ['ES384', ec(384, 'secp384r1')],
  ['ES512', ec(512, 'secp521r1')],
  ['EdDSA', eddsa],
  ['Ed25519', eddsa],
]);

/** The names of the asymmetric algorithms of RFC 7518 and RFC 8037 that signatures may have. */
export const asymmetricAlgorithms: readonly string[] = [...algorithms.keys()];

/** Whether a public key is one for the algorithm. */
export function fits(algorithm: string, key: KeyObject): boolean {
  const { keyType, curve } = algorithms.get(algorithm) ?? {};
  return key.asymmetricKeyType === keyType && key.asymmetricKeyDetails?.namedCurve === curve;
}

/** Checks a JWS signature (base64url) over `<header>.<payload>`. The key must fit the algorithm. */
export function hasSignature(algorithm: string, key: KeyObject, signed: string, signature: string): boolean {
  const { hash, options } = algorithms.get(algorithm) ?? {};
  if (hash === undefined) return false;
  return verify(hash, Buffer.from(signed), { key, ...options }, Buffer.from(signature, 'base64url'));
}
