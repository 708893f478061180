import { invalid } from './refusal.ts';

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id in a path, in lower case; a 400 when it is no GUID. */
export function messageId(text: string): string {
  const id = text.toLowerCase();
  if (!guid.test(id)) throw invalid('id: must be a GUID.');
  return id;
}
