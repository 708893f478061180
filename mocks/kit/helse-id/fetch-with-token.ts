import { participantFetch } from '../participant-fetch.ts';
import type { HelseIdClient } from './helse-id-client.ts';

export interface TokenRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string | undefined;
}

/**
 * How a participant calls an API of NHN: with a token where there are any, and once more with a new one where that one
 * is refused. Rejects as `participantFetch`, and as the client of HelseID does.
 */
export async function fetchWithToken(
  tokens: HelseIdClient | undefined,
  url: URL,
  { method, headers, body }: TokenRequest,
): Promise<Response> {
  const send = async (): Promise<Response> => {
    const token = await tokens?.headersFor(method, url.href);
    const init = { method, headers: { ...headers, ...token }, body: body ?? null };
    return participantFetch(url.origin, url.href, init);
  };
  const response = await send();
  if (response.status !== 401 || tokens === undefined) return response;
  tokens.forget();
  return send();
}
