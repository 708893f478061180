import { messageInvalid } from '../message-invalid.ts';
import { isXmlText } from '../xml-text.ts';
import { outermostScope, resolve, scopeWith } from './namespaces.ts';
import type { WrittenElement, XmlContent, XmlDocument, XmlMisc } from './xml-document.ts';
import { XmlMeter } from './xml-limits.ts';

interface Growing extends WrittenElement {
  readonly children: Growing[];
  readonly content: XmlContent[];
  text: string;
}

/** Grows a document from what a parser tells, keeping the limits. */
export class DocumentBuilder {
  readonly #meter = new XmlMeter();
  readonly #open: { readonly element: Growing; readonly scope: Readonly<Record<string, string>> }[] = [];
  readonly #before: XmlMisc[] = [];
  readonly #after: XmlMisc[] = [];
  #root: Growing | undefined;

  opened(writtenName: string, writtenAttributes: WrittenElement['writtenAttributes'], at: number): void {
    this.#meter.open();
    const parent = this.#open.at(-1);
    const scope = scopeWith(parent?.scope ?? outermostScope, writtenAttributes);
    const attributes = Object.create(null) as Record<string, string>;
    const known = new Set<string>();
    for (const [name, value] of writtenAttributes) {
      checkText(value);
      if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
      const resolved = resolve(name, scope, true);
      if (resolved.namespace === '') attributes[resolved.name] = value;
      else if (known.has(`${resolved.namespace} ${resolved.name}`)) throw twice();
      else known.add(`${resolved.namespace} ${resolved.name}`);
    }
    const element: Growing = {
      ...resolve(writtenName, scope, false),
      ...{ attributes: { ...attributes }, children: [], text: '' },
      ...{ writtenName, writtenAttributes, content: [], at },
    };
    parent?.element.children.push(element);
    parent?.element.content.push(element);
    this.#open.push({ element, scope });
    this.#root ??= element;
  }

  wrote(text: string): void {
    const element = this.#open.at(-1)?.element;
    if (element === undefined) return;
    checkText(text);
    element.text += text;
    element.content.push(text);
  }

  noted(misc: XmlMisc): void {
    const outside = this.#root === undefined ? this.#before : this.#after;
    (this.#open.at(-1)?.element.content ?? outside).push(misc);
  }

  closed(): void {
    this.#meter.close();
    this.#open.pop();
  }

  document(): XmlDocument {
    if (this.#root === undefined) throw messageInvalid('The message is empty: no root element.');
    return { before: this.#before, root: this.#root, after: this.#after };
  }
}

// Only a character reference can bring them here: the text as a whole was looked at before.
function checkText(text: string): void {
  if (!isXmlText(text)) throw messageInvalid('The message has characters that XML 1.0 forbids.');
}

/** An element with the same attribute twice. */
export const twice = (): Error =>
  messageInvalid('The message is not well-formed XML: an element has the same attribute twice.');
