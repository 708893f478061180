import { parseDocument } from 'yaml';

/** No read needs more. */
const mostCharacters = 100_000;

/**
 * The JSON object of a body; undefined where it is none, or where a key stands twice, at any depth: servers differ in
 * which of the two they go by.
 */
export function readJsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text.length > mostCharacters) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    // JSON is YAML too, whose reader minds keys that stand twice.
    const { errors } = parseDocument(text, { uniqueKeys: true, logLevel: 'silent' });
    return errors.length === 0 ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether an object has these keys at the most, in exactly this case. */
export const hasOnly = (body: Readonly<Record<string, unknown>>, keys: readonly string[]): boolean =>
  Object.keys(body).every((key) => keys.includes(key));

export const noObject = 'its body is not one JSON object in which no key stands twice.';
