/** What JSON can hold. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * JSON in its canonical form (RFC 8785): no spaces, keys in the order of their UTF-16 units, numbers and strings as
 * ECMAScript writes them. A property that is undefined is left out. Throws a TypeError for what has no such form:
 * numbers that are not finite, text with half a surrogate pair, and what is no JSON at all.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return canonicalText(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('A number that is not finite has no canonical form.');
    return JSON.stringify(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`JSON has no form for this ${typeof value}.`);
  let members = '';
  for (const key of Object.keys(value).sort()) {
    const member: unknown = value[key as keyof typeof value];
    if (member === undefined) continue;
    members += `${members === '' ? '' : ','}${canonicalText(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

/** Text of which no character needs an escape or can be half a pair; nearly all is. */
const plain = /^[ !#-[\]-~]*$/;

function canonicalText(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError('Text with half a surrogate pair has no canonical form.');
  return JSON.stringify(text);
}
