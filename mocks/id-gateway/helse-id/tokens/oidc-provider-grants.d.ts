// oidc-provider's helpers for grant types of one's own, which its types lack.
declare module 'oidc-provider/lib/helpers/grants.js' {
  import type Provider from 'oidc-provider';
  import type { KoaContextWithOIDC } from 'oidc-provider';

  interface DpopProof {
    readonly thumbprint: string;
    readonly jti: string;
  }
  /** Undefined when the request has no proof; throws what the token endpoint answers when it is wrong. */
  export function validateDpop(provider: Provider, ctx: KoaContextWithOIDC): Promise<DpopProof | undefined>;
  /** Throws when the proof has been used before. */
  export function checkDpopReplay(
    provider: Provider,
    ctx: KoaContextWithOIDC,
    proof: DpopProof,
    clientId: string,
  ): Promise<void>;
  export function buildTokenResponse(
    provider: Provider,
    answer: {
      accessToken: string;
      issuedTokenType: string;
      expiresIn: number;
      scope: string | undefined;
      tokenType: string;
    },
  ): Record<string, unknown>;
}
