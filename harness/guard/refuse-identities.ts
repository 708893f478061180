import { bodyKind, type SearchForStrangers, type SearchResult } from './identity-search.ts';
import { headerValues, type JudgedRequest } from './judged-request.ts';

export interface IdentityRefusal extends SearchResult {
  readonly reason: string;
}

/**
 * A request that carries a person who is not on the roster is refused, wherever it would go and in both modes, and so
 * is one that cannot be searched to its end. Returns undefined where there is nobody.
 */
export function refuseIdentities(
  search: SearchForStrangers,
  request: JudgedRequest,
): IdentityRefusal | undefined {
  const [address = '', query = ''] = request.url.split(/\?(.*)/s);
  const headers = request.headers.map(([name, value]) => `${name}: ${value}`);
  const head = { where: 'head', content: [request.url, ...headers] };
  const [contentEncoding] = headerValues(request, 'content-encoding');
  const where = bodyKind(headerValues(request, 'content-type')[0]);
  const body = request.body.length === 0 ? [] : [{ where, content: request.body, contentEncoding }];
  const result = search([head, ...body]);
  if (!result.isWhole) {
    return { ...result, reason: 'There is more to decode in it than can be searched for people.' };
  }
  if (result.showsSecret) return { ...result, reason: 'It shows a secret that the guard alone should hold.' };
  if (result.strangers.length === 0) return undefined;
  // Only now is it worth the time to tell where in the head.
  const exact = search([
    { where: 'path', content: address },
    { where: 'query', content: query },
    { where: 'header', content: headers },
    ...body,
  ]);
  const strangers = exact.strangers.length === 0 ? result.strangers : exact.strangers;
  const places = [...new Set(strangers.map((stranger) => stranger.where))].join('; ');
  return {
    ...{ strangers, isWhole: true, showsSecret: false },
    reason: `It carries a person who is not on the roster (${places}).`,
  };
}
