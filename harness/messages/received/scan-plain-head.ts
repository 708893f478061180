import { namespaces } from '../code-systems.ts';
import type { XmlElement } from '../xml-element.ts';
import { checkAttributes, XmlMeter } from '../xml/xml-limits.ts';
import { hasIllegalCharacter } from '../xml-text.ts';

interface Growing extends XmlElement {
  readonly attributes: Record<string, string>;
  readonly children: Growing[];
  text: string;
}

const declaration = /^\uFEFF?<\?xml version="1\.0" encoding="UTF-8"(?: standalone="(?:yes|no)")?\?>\s*/i;
/** A tag and the text after it, where neither has a prefix, a reference, or a line end that XML would change. */
const tagAndText = /<(\/?)([A-Za-z]\w*)((?:\s+[A-Za-z]\w*="[^"<&\t\r\n]*")*)\s*(\/?)>([^<>&\r]*)/y;
const attribute = /\s+([A-Za-z]\w*)="([^"]*)"/y;

/**
 * The root of a MsgHead until MsgInfo ends, many times faster than a parser, for the plain way in which most are
 * written: the default namespace on the root and nowhere else, no prefix, comment, section or reference. Undefined for
 * anything else, broken XML included: the parser must judge that. Where it gives an answer, it is the parser's.
 */
export function scanPlainHead(xml: string): XmlElement | undefined {
  const start = declaration.exec(xml)?.[0].length;
  if (start === undefined) return undefined;
  const open: Growing[] = [];
  const meter = new XmlMeter();
  let root: Growing | undefined;
  tagAndText.lastIndex = start;
  for (;;) {
    const match = tagAndText.exec(xml);
    if (match === null) return undefined;
    const [, closing, name = '', attributes = '', empty, text = ''] = match;
    if (closing === '') {
      const element = openElement(name, attributes, root === undefined);
      if (element === undefined) return undefined;
      meter.open();
      open.at(-1)?.children.push(element);
      open.push(element);
      root ??= element;
    }
    if (closing !== '' || empty !== '') {
      if ((closing !== '' && (attributes !== '' || empty !== '')) || open.pop()?.name !== name)
        return undefined;
      meter.close();
      if (name === 'MsgInfo') break;
    }
    const parent = open.at(-1);
    if (parent === undefined) return undefined;
    parent.text += text;
  }
  return hasIllegalCharacter(xml.slice(0, tagAndText.lastIndex)) ? undefined : root;
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
