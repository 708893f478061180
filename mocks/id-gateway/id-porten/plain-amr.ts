import type Provider from 'oidc-provider';

interface WithPayload {
  payload: (this: object) => Promise<Record<string, unknown>>;
}

/** Makes `amr` in id_tokens one string, as in ID-porten's own example; oidc-provider knows the array of OpenID Connect. */
export function plainAmr(provider: Provider): void {
  const prototype = provider.IdToken.prototype as unknown as WithPayload;
  const { payload } = prototype;
  prototype.payload = async function () {
    const claims = await payload.call(this);
    return Array.isArray(claims['amr']) ? { ...claims, amr: claims['amr'].join(' ') } : claims;
  };
}
