import { generateKeyPair, randomUUID, type JsonWebKey } from 'node:crypto';
import { promisify } from 'node:util';

/** A private RSA key as an issuer holds it. */
export type SigningKey = JsonWebKey & { kid: string; use: 'sig'; alg: 'RS256'; kty: 'RSA' };

/** A signing key of this run. */
export async function createSigningKey(): Promise<SigningKey> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kty: 'RSA', kid: randomUUID(), use: 'sig', alg: 'RS256' };
}

/** The key set that goes with a signing key, as it is published. */
export function publicKeys({ kty, kid, use, alg, n = '', e = '' }: SigningKey) {
  return { keys: [{ kty, kid, use, alg, n, e }] };
}
