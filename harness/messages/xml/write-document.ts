import type { WrittenElement, XmlContent, XmlDocument, XmlMisc } from './xml-document.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
const escaped = (character: string): string => escapes[character] ?? character;

const writeMisc = (misc: XmlMisc): string =>
  misc.kind === 'comment'
    ? `<!--${misc.text}-->`
    : `<?${misc.name}${misc.body === '' ? '' : ` ${misc.body}`}?>`;

function writeContent(content: XmlContent): string {
  if (typeof content === 'string') return content.replace(/[&<>\r]/g, escaped);
  return 'kind' in content ? writeMisc(content) : writeElement(content);
}

function writeElement(element: WrittenElement): string {
  const { writtenName: name, writtenAttributes, content } = element;
  const attributes = writtenAttributes.map(
    ([key, value]) => ` ${key}="${value.replace(/[&<"\t\n\r]/g, escaped)}"`,
  );
  const start = `<${name}${attributes.join('')}`;
  return content.length === 0 ? `${start}/>` : `${start}>${content.map(writeContent).join('')}</${name}>`;
}

/** The document as XML in UTF-8: canonically the same as the text that it was read from. */
export function writeDocument({ before, root, after }: XmlDocument): string {
  const parts = [...before.map(writeMisc), writeElement(root), ...after.map(writeMisc)];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${parts.join('\n')}\n`;
}
