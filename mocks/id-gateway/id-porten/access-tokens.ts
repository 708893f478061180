import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createLocalJWKSet, importJWK, jwtVerify, SignJWT } from 'jose';
import type Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { publicKeys, type SigningKey } from '../provider/signing-key.ts';
import { askedOf } from './asked.ts';
import { pairwiseSub } from './claims.ts';

interface Issuer {
  readonly issuer: string;
  readonly signingKey: SigningKey;
}
/** Stands in no base64url. */
const noDot = '~';
type Find = (token: string, options?: object) => Promise<unknown>;
type AccessToken = NonNullable<KoaContextWithOIDC['oidc']['entities']['AccessToken']>;

/**
 * Makes ID-porten's access tokens JWTs that are also good at userinfo and introspection, which oidc-provider cannot:
 * inside they stay opaque, and the `jti` of the JWT is what they are kept by.
 */
export function issueJwts(provider: Provider, by: Issuer): void {
  const keys = createLocalJWKSet(publicKeys(by.signingKey));
  /** Empty, by which nothing is kept, for what is no token of ours. */
  const keptBy = async (token: string): Promise<string> => {
    const rules = { issuer: by.issuer, typ: 'at+jwt' };
    const verified = await jwtVerify(token.replaceAll(noDot, '.'), keys, rules).catch(() => undefined);
    return verified?.payload.jti ?? '';
  };
  const { AccessToken: tokens } = provider;
  const find: Find = tokens.find.bind(tokens);
  const findByJwt: Find = async (token, options) => find(await keptBy(token), options);
  tokens.find = findByJwt as typeof tokens.find;
  provider.use(async (ctx, next) => {
    if (ctx.path === '/introspect' && ctx.method === 'POST') await disguise(ctx as KoaContextWithOIDC);
    await next();
    const { AccessToken: token } = (ctx as KoaContextWithOIDC).oidc?.entities ?? {};
    const answer = ctx.body as { access_token?: string } | undefined;
    if (ctx.path !== '/token' || token === undefined || answer?.access_token === undefined) return;
    ctx.body = { ...answer, access_token: await signed(ctx as KoaContextWithOIDC, token, by) };
  });
}

/** oidc-provider refuses to introspect what looks like a JWT. */
async function disguise(ctx: KoaContextWithOIDC): Promise<void> {
  const form = new URLSearchParams(await text(ctx.req));
  const token = form.get('token');
  if (token !== null) form.set('token', token.replaceAll('.', noDot));
  const bytes = Buffer.from(form.toString());
  if ('content-length' in ctx.headers) ctx.headers['content-length'] = String(bytes.length);
  ctx.req = Object.assign(Readable.from([bytes]), { headers: ctx.headers }) as IncomingMessage;
}

/** The token as its readers see it (facts/domain.md 4.1). */
async function signed(
  ctx: KoaContextWithOIDC,
  token: AccessToken,
  { issuer, signingKey }: Issuer,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    ...token.extra,
    iss: issuer,
    aud: askedOf(ctx.oidc.entities.Grant).resource ?? 'unspecified',
    sub: pairwiseSub(token.clientId ?? '', token.accountId),
    client_id: token.clientId,
    ...(token.scope === undefined ? {} : { scope: token.scope }),
    jti: token.jti,
    iat: now,
    exp: now + token.expiration,
    ...(token.jkt === undefined ? {} : { cnf: { jkt: token.jkt } }),
  };
  return new SignJWT(payload)
    .setProtectedHeader({ alg: signingKey.alg, kid: signingKey.kid, typ: 'at+jwt' })
    .sign(await importJWK(signingKey));
}
