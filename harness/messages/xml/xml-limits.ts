import { messageInvalid } from '../message-invalid.ts';
import { declaredEncoding } from './encoding.ts';

/** What a message may cost us: characters, depth of nesting, number of elements, attributes of each. */
export const xmlLimits = {
  /** The exchange takes requests of 35 MB. */
  characters: 35 * 1024 * 1024,
  depth: 100,
  elements: 200_000,
  /** Of one element. */
  attributes: 1000,
} as const;

const isBlank = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xfeff;

/** Index just after `end`, or the end of the text where it is missing (the parser will tell). */
function after(xml: string, end: string, from: number): number {
  const index = xml.indexOf(end, from);
  return index === -1 ? xml.length : index + end.length;
}

/** Where the first thing stands that is neither blank, comment nor processing instruction. */
function endOfProlog(xml: string): number {
  let index = 0;
  while (index < xml.length) {
    if (isBlank(xml.charCodeAt(index))) index += 1;
    else if (xml.startsWith('<?', index)) index = after(xml, '?>', index + 2);
    else if (xml.startsWith('<!--', index)) index = after(xml, '-->', index + 4);
    else break;
  }
  return index;
}

/**
 * Refuses, before any parser sees it, text that is too large, declares an encoding that no message comes in, or has a
 * DOCTYPE (entities, external files).
 */
export function checkBeforeParsing(xml: string): void {
  if (xml.length > xmlLimits.characters) {
    throw messageInvalid(`The message is larger than ${xmlLimits.characters} characters.`);
  }
  declaredEncoding(xml);
  const start = endOfProlog(xml);
  if (xml.startsWith('<!', start)) {
    throw messageInvalid('The message has a DOCTYPE, which no message format here allows.');
  }
}

/** Refuses an element with too many attributes: parsers compare each with each. */
export function checkAttributes(count: number): void {
  if (count > xmlLimits.attributes) {
    throw messageInvalid(`The message has an element with more than ${xmlLimits.attributes} attributes.`);
  }
}

/** Counts elements while a parser opens and closes them; refuses those past the limits and a second root. */
export class XmlMeter {
  #depth = 0;
  #elements = 0;

  /** How many elements were opened so far. */
  get elements(): number {
    return this.#elements;
  }

  /** @param elements how many it is with those inside it, where these are not opened one by one */
  open(elements = 1): void {
    if (this.#depth === 0 && this.#elements > 0) throw messageInvalid('The message has more than one root.');
    this.#depth += 1;
    this.#elements += elements;
    if (this.#depth > xmlLimits.depth) {
      throw messageInvalid(`The message nests elements deeper than ${xmlLimits.depth}.`);
    }
    if (this.#elements > xmlLimits.elements) {
      throw messageInvalid(`The message has more than ${xmlLimits.elements} elements.`);
    }
  }

  close(): void {
    this.#depth -= 1;
  }
}
