import { validateHeaderValue, type IncomingMessage, type ServerResponse } from 'node:http';
import { guardHeader, numberHeader } from '#harness/common/guard-headers.ts';

/** What the guard says of an answer, nobody else does. */
const own: readonly string[] = [numberHeader, guardHeader];

/** Passes an answer on while it comes, its head as it was. */
export function passOn(answer: IncomingMessage, client: ServerResponse): void {
  writeHeadOf(answer, client);
  answer.once('end', () => {
    if (answer.rawTrailers.length > 0) client.addTrailers(pairsOf(answer.rawTrailers));
  });
  answer.pipe(client);
}

/** Begins an answer with the head of another, and with what was set on it before. */
export function writeHeadOf(
  { statusCode = 502, statusMessage, rawHeaders }: IncomingMessage,
  client: ServerResponse,
): void {
  // Which of these there are, the participant has said.
  for (const name of ['connection', 'content-length', 'date', 'transfer-encoding']) client.removeHeader(name);
  const headers = pairsOf(rawHeaders).filter(([name]) => !own.includes(name.toLowerCase()));
  client.writeHead(statusCode, mayLeave('reason', statusMessage ?? '') ? statusMessage : '', headers.flat());
}

/** Node takes in what it does not let out: such a header is left behind. */
const pairsOf = (raw: readonly string[]): [name: string, value: string][] =>
  Array.from({ length: raw.length / 2 }, (_none, i): [string, string] => [
    raw[2 * i] ?? '',
    raw[2 * i + 1] ?? '',
  ]).filter(([name, value]) => mayLeave(name, value));

function mayLeave(name: string, value: string): boolean {
  try {
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}
