import type { IncomingMessage } from 'node:http';
import { bodyKind, type SearchForStrangers, type SearchResult } from './identity-search.ts';

interface AnswerHead {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const textOf = (value: string | string[] | undefined): string => [value ?? ''].flat().join(', ');

/** Searches one whole answer, its headers and its body as it came. */
export function searchAnswer(
  search: SearchForStrangers,
  { headers, body }: AnswerHead & { readonly body: Uint8Array },
): SearchResult {
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${textOf(value)}`);
  const contentEncoding = textOf(headers['content-encoding']);
  return search([
    { where: 'header', content: head },
    { where: bodyKind(textOf(headers['content-type'])), content: body, contentEncoding },
  ]);
}

/** How much of an event stream is looked back at, so that what is cut between two parts is found. */
const keptBytes = 16_384;

/**
 * Searches an answer while it passes, and lets nothing of it go on unsearched: a stream of events part by part, each
 * with what came before it; any other answer, and an encoded stream, is held back until its end. `clean` says whether
 * it may go on, and is told whether something of it has.
 */
export function searchWhilePassing(
  answer: IncomingMessage,
  search: SearchForStrangers,
  clean: (result: SearchResult, began: boolean) => boolean,
): void {
  const { headers } = answer;
  const isStream =
    /^text\/event-stream/i.test(textOf(headers['content-type'])) && headers['content-encoding'] === undefined;
  const push = answer.push.bind(answer);
  let seen: Buffer[] = [];
  let began = false;
  const isClean = (): boolean => clean(searchAnswer(search, { headers, body: Buffer.concat(seen) }), began);
  answer.push = (part: unknown): boolean => {
    if (Buffer.isBuffer(part)) {
      seen.push(part);
      if (!isStream) return true;
    } else if (isStream) return push(part);
    if (!isClean()) {
      seen = [];
      answer.destroy();
      return false;
    }
    if (isStream) {
      seen = [Buffer.concat(seen).subarray(-keptBytes)];
      began = true;
      return push(part);
    }
    for (const held of seen) push(held);
    return push(part);
  };
}
