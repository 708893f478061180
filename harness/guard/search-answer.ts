import type { IncomingMessage } from 'node:http';
import { bodyKind, type SearchForStrangers, type SearchResult } from './identity-search.ts';

/** An answer but for its body: all of it that is passed on. Its trailers are there when it has ended. */
export type AnswerHead = Pick<IncomingMessage, 'headers' | 'rawHeaders' | 'rawTrailers' | 'statusMessage'>;

const textOf = (value: string | string[] | undefined): string => [value ?? ''].flat().join(', ');

/** Searches one answer, its head and its body as they came. */
export function searchAnswer(
  search: SearchForStrangers,
  { headers, rawHeaders, rawTrailers, statusMessage = '' }: AnswerHead,
  body: Uint8Array,
): SearchResult {
  // As they came: of headers that stand twice `headers` keeps the first alone.
  const raw = [...rawHeaders, ...rawTrailers];
  const lines = raw.flatMap((name, i) => (i % 2 === 0 ? [`${name}: ${raw[i + 1]}`] : []));
  const head = [statusMessage, ...lines];
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
  const isClean = (): boolean => {
    if (clean(searchAnswer(search, answer, Buffer.concat(seen)), began)) return true;
    // Whatever comes still.
    answer.push = () => false;
    answer.destroy();
    return false;
  };
  const end = (): boolean => {
    if (!isClean()) return false;
    // It may be told of its end again, when the connection is closed.
    answer.push = push;
    if (!isStream) for (const held of seen) push(held);
    return push(null);
  };
  answer.push = (part: unknown): boolean => {
    if (!Buffer.isBuffer(part)) return end();
    seen.push(part);
    if (!isStream) return true;
    if (!isClean()) return false;
    seen = [Buffer.concat(seen).subarray(-keptBytes)];
    began = true;
    return push(part);
  };
}
