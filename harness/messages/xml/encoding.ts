import { messageInvalid } from '../message-invalid.ts';

/** Names of the encodings that messages come in, as `TextDecoder` calls them. */
const encodings: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'iso-8859-1': 'iso-8859-1',
  'iso-8859-15': 'iso-8859-15',
  'windows-1252': 'windows-1252',
  'utf-16': 'utf-16',
};

const declaration = /^\uFEFF?<\?xml\s[^>]*?encoding\s*=\s*["']([^"'>]*)["']/;

/** The encoding that the first line declares, if it does; refuses one that no message comes in, e.g. UTF-7. */
export function declaredEncoding(xml: string): string | undefined {
  const [, name] = declaration.exec(xml.slice(0, 200)) ?? [];
  if (name === undefined) return undefined;
  const encoding = name.toLowerCase();
  const known = Object.hasOwn(encodings, encoding) ? encodings[encoding] : undefined;
  if (known === undefined) throw messageInvalid('The message declares an encoding that no message comes in.');
  return known;
}
