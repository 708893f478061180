import { createHash, randomBytes } from 'node:crypto';
import { issuer } from './start-gateway.ts';

export const harnessClient = {
  clientId: 'verdikjede',
  redirectUri: 'https://harness.verdikjede.test/callback',
};

/** Someone with a cookie jar who reaches the gateway at its plain address and follows redirects by hand. */
export class Visitor {
  readonly #address: string;
  readonly #fetch: typeof fetch;
  readonly #cookies = new Map<string, string>();
  /** All Set-Cookie headers seen. */
  readonly setCookies: string[] = [];

  constructor(address: string, by: typeof fetch = fetch) {
    this.#address = address;
    this.#fetch = by;
  }

  get(path: string): Promise<Response> {
    return this.#request(path, {});
  }

  post(path: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    return this.#request(path, { method: 'POST', body: new URLSearchParams(form), headers });
  }

  async #request(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const target = path.replace(issuer, this.#address);
    const response = await this.#fetch(new URL(target, this.#address), {
      ...init,
      headers,
      redirect: 'manual',
    });
    for (const cookie of response.headers.getSetCookie()) {
      this.setCookies.push(cookie);
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }
}

export interface Authorization {
  readonly path: string;
  readonly verifier: string;
}

/** An authorization request of the harness's own client, with what is given changed or (undefined) left out. */
export function authorization(changes: Record<string, string | undefined> = {}): Authorization {
  const verifier = randomBytes(32).toString('base64url');
  const parameters: Record<string, string | undefined> = {
    client_id: harnessClient.clientId,
    redirect_uri: harnessClient.redirectUri,
    response_type: 'code',
    scope: 'openid profile',
    state: 'state-1',
    nonce: 'nonce-1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  };
  const given = Object.entries(parameters).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value]],
  );
  return { path: `/authorize?${new URLSearchParams(given).toString()}`, verifier };
}

/** Where an answer redirects to; an error when it does not. */
export function location(response: Response): string {
  const value = response.headers.get('location');
  if (response.status !== 303 || value === null)
    throw new Error(`Expected a redirect, got ${response.status}.`);
  return value;
}

/** Logs in by the given form and ends at the client's callback. */
export async function logIn(
  visitor: Visitor,
  request: Authorization,
  form: Record<string, string>,
): Promise<URL> {
  const page = location(await visitor.get(request.path));
  const resume = location(await visitor.post(page, form));
  return new URL(location(await visitor.get(resume)));
}

/** Exchanges the code at a callback for tokens, as the harness's own client unless `client` says otherwise. */
export function redeem(
  visitor: Visitor,
  callback: URL,
  verifier: string,
  client: { form: Record<string, string>; headers?: Record<string, string> } = {
    form: { client_id: harnessClient.clientId },
  },
): Promise<Response> {
  return visitor.post(
    '/token',
    {
      grant_type: 'authorization_code',
      code: callback.searchParams.get('code') ?? '',
      redirect_uri: callback.origin + callback.pathname,
      code_verifier: verifier,
      ...client.form,
    },
    client.headers,
  );
}

/** The body of an answer as a JSON object. */
export async function json(response: Response): Promise<Record<string, unknown>> {
  return (await response.json()) as Record<string, unknown>;
}
