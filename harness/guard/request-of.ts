import type { CompletedRequest } from 'mockttp';
import type { JudgedRequest } from './judged-request.ts';

/** Added by the harness to what a scenario sends, in percent encoding. */
export const scenarioHeader = 'x-verdikjede-scenario';

/** What mockttp received, as it came: its `url` is already normalised, only `path` is as on the wire. */
export function judgedRequestOf(request: CompletedRequest): JudgedRequest {
  const origin = /^[a-z]+:\/\/[^/?#]*/i.exec(request.url)?.[0] ?? '';
  const url = `${origin}${request.path}`;
  return {
    method: request.method,
    // Where the two disagree on what is asked for, neither is judged: an empty URL is denied.
    url: isSame(url, request.url) ? url : '',
    headers: request.rawHeaders,
    body: request.body.buffer,
    destination: request.destination,
  };
}

function isSame(one: string, other: string): boolean {
  return URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href;
}

/** The scenario that a request belongs to, or null. */
export function scenarioOf(headers: JudgedRequest['headers']): string | null {
  const value = headers.find(([name]) => name.toLowerCase() === scenarioHeader)?.[1];
  if (value === undefined) return null;
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}
