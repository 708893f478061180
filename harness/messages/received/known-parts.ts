import type { XmlElement } from '../xml-element.ts';

/** An element that was read before, and how many elements it is with those inside it. */
interface Known<E> {
  readonly element: E;
  readonly elements: number;
  /** How many characters it is up to its end tag. */
  readonly length: number;
}

const mostParts = 1000;
const longestPart = 4096;

/** Elements without attributes, by how they are written up to their end tag, so that each need be read once only. */
export class KnownParts<E extends XmlElement> {
  readonly #names: ReadonlySet<string>;
  readonly #tags: readonly { readonly start: string; readonly end: string }[];
  readonly #byText = new Map<string, Known<E>>();

  constructor(names: readonly string[]) {
    this.#names = new Set(names);
    this.#tags = names.map((name) => ({ start: `<${name}>`, end: `</${name}` }));
  }

  /** Whether an element of this name is worth keeping. */
  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** The element that starts here, if one written the same was kept. */
  find(xml: string, start: number): Known<E> | undefined {
    const tag = this.#tags.find((one) => xml.startsWith(one.start, start));
    const end = tag === undefined ? -1 : xml.indexOf(tag.end, start);
    return end === -1 ? undefined : this.#byText.get(xml.slice(start, end));
  }

  /** @param text how the element is written, without its end tag */
  keep(text: string, { element, elements }: Omit<Known<E>, 'length'>): void {
    if (text.length > longestPart) return;
    if (this.#byText.size >= mostParts) this.#byText.clear();
    // A part of a text keeps the whole text in memory; a clone of it does not.
    const own = structuredClone({ text, element });
    this.#byText.set(own.text, { element: own.element, elements, length: text.length });
  }
}
