import type Provider from 'oidc-provider';
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

/** ID-porten keeps a pushed request this long; oidc-provider 60 s. */
const livesSeconds = 120;
const oidcProviderSeconds = 60;
const ours = 'urn:idporten:';
const oidcProviders = 'urn:ietf:params:oauth:request_uri:';

/** Storage in which pushed authorization requests live as long as ID-porten keeps them. */
export function keepPushedRequests(storage: AdapterFactory): AdapterFactory {
  return (model): Adapter => {
    const adapter = storage(model);
    if (model !== 'PushedAuthorizationRequest') return adapter;
    const more = livesSeconds - oidcProviderSeconds;
    return {
      ...adapter,
      upsert: (id, payload, expiresIn = oidcProviderSeconds) =>
        adapter.upsert(id, prolonged(payload, more), expiresIn + more),
    };
  };
}

/** The request lies in an unsigned JWT of oidc-provider's own making, with an expiry of its own. */
function prolonged(payload: AdapterPayload, seconds: number): AdapterPayload {
  const [header = '', body = '', signature] = String(payload['request']).split('.');
  const longer = { ...payload, ...(payload.exp === undefined ? {} : { exp: payload.exp + seconds }) };
  if (signature !== '') return longer;
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { exp: number };
  const text = JSON.stringify({ ...claims, exp: claims.exp + seconds });
  return { ...longer, request: `${header}.${Buffer.from(text).toString('base64url')}.` };
}

/** Pushed requests go by ID-porten's names, out and in. */
export function namePushedRequests(provider: Provider): void {
  provider.use(async (ctx, next) => {
    const { request_uri: uri } = ctx.query;
    if (ctx.path === '/authorize' && typeof uri === 'string' && uri.startsWith(ours)) {
      ctx.query = { ...ctx.query, request_uri: uri.replace(ours, oidcProviders) };
    }
    await next();
    const answer = ctx.body as { request_uri?: string } | undefined;
    if (ctx.path === '/par' && typeof answer?.request_uri === 'string') {
      const name = answer.request_uri.replace(oidcProviders, ours);
      ctx.body = { ...answer, request_uri: name, expires_in: livesSeconds };
    }
  });
}
