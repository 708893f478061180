import type { XmlElement } from '../xml-element.ts';

/** A comment or processing instruction. */
export type XmlMisc =
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'instruction'; readonly name: string; readonly body: string };

/** What stands in an element, in order: texts, elements, comments, processing instructions. */
export type XmlContent = string | WrittenElement | XmlMisc;

/** An element with all that was written: prefixes, every attribute, the order of its content. */
export interface WrittenElement extends XmlElement {
  readonly children: readonly WrittenElement[];
  /** With prefix. */
  readonly writtenName: string;
  /** All of them with prefix, namespace declarations too, in order. */
  readonly writtenAttributes: readonly (readonly [name: string, value: string])[];
  readonly content: readonly XmlContent[];
  /** Index of its `<` in the text. */
  readonly at: number;
}

/** A whole XML document; writing it again loses nothing that counts (W3C Canonical XML, comments included). */
export interface XmlDocument {
  readonly before: readonly XmlMisc[];
  readonly root: WrittenElement;
  readonly after: readonly XmlMisc[];
}

/** Line and column of a place in a text, both counted from 1, as editors do. */
export function placeIn(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .slice(0, at);
  const lines = before.split(/[\r\n]/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
