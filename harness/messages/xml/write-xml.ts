import { Builder } from 'xml2js/lib/builder.js';

/** What xml2js writes: `$` are attributes, `_` is text, an array repeats the element; the order of keys counts. */
export interface XmlNode {
  readonly $?: Readonly<Record<string, string>>;
  readonly _?: string;
  readonly [element: string]: XmlContent | Readonly<Record<string, string>> | undefined;
}
export type XmlContent = string | XmlNode | readonly (string | XmlNode)[];

// Surrogate pairs are what names and texts outside the basic plane are made of.
const options = { xmldec: { version: '1.0', encoding: 'UTF-8' }, allowSurrogateChars: true };

/** An XML document with one root element; throws where XML 1.0 can't carry a character. */
export function writeXml(root: Readonly<Record<string, XmlNode>>): string {
  return new Builder(options).buildObject(root);
}
