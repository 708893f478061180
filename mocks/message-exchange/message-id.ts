import type { Exchange } from './exchange.ts';
import { invalid } from './refusal.ts';

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id in a path, in lower case; a 400 when it is no GUID. One that a message has is one. */
export function messageId(text: string, exchange: Pick<Exchange, 'find'>): string {
  if (exchange.find(text) !== undefined) return text;
  const id = text.toLowerCase();
  if (!guid.test(id)) throw invalid('id: must be a GUID.');
  return id;
}
