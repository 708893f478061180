import sax, { type QualifiedTag, type SAXParser } from 'sax';
import { namespaces } from '../code-systems.ts';
import { messageInvalid } from '../message-invalid.ts';
import type { XmlElement } from '../xml-element.ts';
import { checkAttributes, checkBeforeParsing, XmlMeter } from '../xml/xml-limits.ts';
import { xmlEntities, xmlSyntaxError } from '../xml/xml-syntax-error.ts';
import { hasIllegalCharacter } from '../xml-text.ts';
import { scanPlainHead } from './scan-plain-head.ts';

interface Growing extends XmlElement {
  readonly attributes: Record<string, string>;
  readonly children: Growing[];
  text: string;
}

const usualEnd = '</MsgInfo>';
const piece = 2048;
const longestPiece = 16_384;

function toGrowing(tag: QualifiedTag): Growing {
  const attributes: Record<string, string> = {};
  for (const name of Object.keys(tag.attributes)) {
    const attribute = tag.attributes[name];
    if (attribute === undefined || attribute.uri !== '' || name === 'xmlns') continue;
    attributes[attribute.local] = attribute.value;
  }
  return { name: tag.local, namespace: tag.uri, attributes, children: [], text: '' };
}

/** Grows the tree while sax reads, and knows when the part that we want is whole. */
class Head {
  root: Growing | undefined;
  whole = false;
  readonly #open: Growing[] = [];
  readonly #meter = new XmlMeter();

  opened(tag: QualifiedTag): void {
    if (this.whole) return;
    this.#meter.open();
    const element = toGrowing(tag);
    this.#open.at(-1)?.children.push(element);
    this.#open.push(element);
    this.root ??= element;
  }

  wrote(text: string): void {
    const element = this.#open.at(-1);
    if (!this.whole && element !== undefined) element.text += text;
  }

  closed(): void {
    if (this.whole) return;
    this.#meter.close();
    const element = this.#open.pop();
    this.whole = element?.name === 'MsgInfo' && element.namespace === namespaces.msgHead;
  }
}

function parserFor(head: Head): SAXParser {
  const parser = sax.parser(true, { xmlns: true });
  Object.assign(parser, { ENTITIES: xmlEntities });
  parser.onopentag = (tag): void => head.opened(tag as QualifiedTag);
  parser.onclosetag = (): void => head.closed();
  parser.ontext = (text): void => head.wrote(text);
  parser.oncdata = (text): void => head.wrote(text);
  parser.onerror = (error): void => {
    if (!head.whole) throw xmlSyntaxError(error);
    parser.resume();
  };
  return parser;
}

/** The text in pieces, the first of which ends where MsgInfo most likely does. */
function* pieces(xml: string): Generator<string> {
  const end = xml.indexOf(usualEnd);
  const first = end === -1 ? piece : end + usualEnd.length;
  for (let at = 0; at < first; at += longestPiece) yield xml.slice(at, Math.min(first, at + longestPiece));
  for (let at = first; at < xml.length; at += piece) yield xml.slice(at, at + piece);
}

/**
 * The root of a message as far as it was read: until MsgInfo ends, or whole where there is none (AppRec). What
 * comes after is not looked at, so a letter costs the same with and without its file.
 */
export function readHead(xml: string): XmlElement {
  return scanPlainHead(xml) ?? parseHead(xml);
}

function parseHead(xml: string): XmlElement {
  checkBeforeParsing(xml);
  const head = new Head();
  const parser = parserFor(head);
  for (const text of pieces(xml)) {
    if (hasIllegalCharacter(text)) throw messageInvalid('The message has characters that XML 1.0 forbids.');
    parser.write(text);
    checkAttributes((parser as SAXParser & { attribList: readonly unknown[] }).attribList.length);
    if (head.whole) break;
  }
  if (!head.whole) parser.close();
  if (head.root === undefined) throw messageInvalid('The message is empty: no root element.');
  return head.root;
}
