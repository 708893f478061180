import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT, type JWTPayload } from 'jose';
import type { SigningKey } from '../../provider/signing-key.ts';

/** An access token as HelseID makes it, where oidc-provider does not: claims and who it is bound to. */
export interface AccessTokenParts {
  readonly issuer: string;
  readonly audience: string | string[];
  readonly subject: string;
  readonly clientId: string;
  readonly scope: string | undefined;
  /** Thumbprint of the DPoP key. */
  readonly jkt: string;
  readonly lifetimeSeconds: number;
  /** Beside those above. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Signs an access token (RFC 9068), with `changes` to its claims. */
export async function signAccessToken(
  parts: AccessTokenParts,
  key: SigningKey,
  changes: JWTPayload = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    ...parts.claims,
    iss: parts.issuer,
    aud: parts.audience,
    sub: parts.subject,
    client_id: parts.clientId,
    ...(parts.scope === undefined ? {} : { scope: parts.scope }),
    cnf: { jkt: parts.jkt },
    jti: randomUUID(),
    iat: now,
    nbf: now,
    exp: now + parts.lifetimeSeconds,
    ...changes,
  };
  return new SignJWT(payload)
    .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'at+jwt' })
    .sign(await importJWK(key));
}
