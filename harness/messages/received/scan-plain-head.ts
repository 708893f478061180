import { namespaces } from '../code-systems.ts';
import type { XmlElement } from '../xml-element.ts';
import { checkAttributes, xmlLimits, XmlMeter } from '../xml/xml-limits.ts';
import { KnownParts } from './known-parts.ts';

interface Growing extends XmlElement {
  readonly attributes: Record<string, string>;
  readonly children: Growing[];
  text: string;
}

const declaration = /^\uFEFF?<\?xml version="1\.0" encoding="UTF-8"(?: standalone="(?:yes|no)")?\?>[ \t\n]*/i;
/**
 * A tag and the text after it, where neither has a prefix, a reference, a line end that XML would change, or a
 * character that it has no way to write.
 */
const tagAndText =
  // eslint-disable-next-line no-control-regex
  /<(\/?)([A-Za-z]\w*)((?:[ \t\n]+[A-Za-z]\w*="[^"<&\u0000-\u001F\uFFFE\uFFFF]*")*)[ \t\n]*(\/?)>([^<>&\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]*)/y;
const attribute = /[ \t\n]+([A-Za-z]\w*)="([^"]*)"/y;

/** The same two parties write to each other all day, so these mostly read as they did before. */
const parties = new KnownParts<Growing>(['Sender', 'Receiver']);

/**
 * The root of a MsgHead until MsgInfo ends, many times faster than a parser, for the plain way in which most are
 * written: the default namespace on the root and nowhere else, no prefix, comment, section or reference. Undefined for
 * anything else, broken XML included: the parser must judge that. Where it gives an answer, it is the parser's.
 */
export function scanPlainHead(xml: string): XmlElement | undefined {
  const start = declaration.exec(xml)?.[0].length;
  if (start === undefined || xml.length > xmlLimits.characters) return undefined;
  const open: Growing[] = [];
  const meter = new XmlMeter();
  let root: Growing | undefined;
  /** The party whose end is to come: where it starts, and how many elements there were before it. */
  let party: { readonly start: number; readonly elements: number } | undefined;
  tagAndText.lastIndex = start;
  for (;;) {
    const at = tagAndText.lastIndex;
    const inMsgInfo = open.length === 2;
    const known = inMsgInfo ? parties.find(xml, at) : undefined;
    if (known !== undefined) {
      meter.open(known.elements);
      open.at(-1)?.children.push(known.element);
      open.push(known.element);
      tagAndText.lastIndex = at + known.length;
      continue;
    }
    const match = tagAndText.exec(xml);
    if (match === null) return undefined;
    const [, closing, name = '', attributes = '', empty, text = ''] = match;
    if (closing === '') {
      const element = openElement(name, attributes, root === undefined);
      if (element === undefined) return undefined;
      if (inMsgInfo) party = parties.has(name) ? { start: at, elements: meter.elements } : undefined;
      meter.open();
      open.at(-1)?.children.push(element);
      open.push(element);
      root ??= element;
    }
    if (closing !== '' || empty !== '') {
      if (closing !== '' && (attributes !== '' || empty !== '')) return undefined;
      const element = open.pop();
      if (element?.name !== name) return undefined;
      meter.close();
      if (name === 'MsgInfo') return root;
      if (party !== undefined && open.length === 2) {
        parties.keep(xml.slice(party.start, at), { element, elements: meter.elements - party.elements });
        party = undefined;
      }
    }
    const parent = open.at(-1);
    if (parent === undefined) return undefined;
    parent.text += text;
  }
}

function openElement(name: string, written: string, isRoot: boolean): Growing | undefined {
  const attributes: Record<string, string> = {};
  let namespace: string | undefined;
  let count = 0;
  for (attribute.lastIndex = 0; attribute.lastIndex < written.length;) {
    const [, key = '', value = ''] = attribute.exec(written) ?? [];
    checkAttributes((count += 1));
    if (key === '' || key in attributes || (key === 'xmlns' && namespace !== undefined)) return undefined;
    if (key === 'xmlns') namespace = value;
    else attributes[key] = value;
  }
  const plain = isRoot ? name === 'MsgHead' && namespace === namespaces.msgHead : namespace === undefined;
  return plain ? { name, namespace: namespaces.msgHead, attributes, children: [], text: '' } : undefined;
}
