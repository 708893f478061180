import type { JWTPayload } from 'jose';
import { proofFaults, type ProofFault } from '#mocks/kit/resource-check/dpop-proof.ts';

/** What is wrong with a token of the catalogue. */
export interface TestToken {
  /** Claims that differ from a good token's. */
  readonly claims?: (issuer: string) => JWTPayload;
  /** Signed with a key that the issuer does not publish. */
  readonly otherKey?: true;
  /** The token is good, its proof is not. */
  readonly proof?: ProofFault;
}

const tokens: Readonly<Record<string, TestToken>> = {
  good: {},
  expired: {
    claims: () => {
      const now = Math.floor(Date.now() / 1000);
      return { iat: now - 7200, nbf: now - 7200, exp: now - 3600 };
    },
  },
  'wrong-issuer': { claims: (issuer) => ({ iss: `${issuer}/another` }) },
  'wrong-audience': { claims: () => ({ aud: 'verdikjede:another-api' }) },
  'wrong-signing-key': { otherKey: true },
};

/** Everything that can be asked for by name: good, the wrong tokens, then good tokens with a wrong proof. */
export const testTokenNames: readonly string[] = [...Object.keys(tokens), ...proofFaults];

/** The entry of the catalogue by this name. */
export function findTestToken(name: string): TestToken | undefined {
  const proof = proofFaults.find((fault) => fault === name);
  return proof === undefined ? (Object.hasOwn(tokens, name) ? tokens[name] : undefined) : { proof };
}
