import sax, { type SAXParser } from 'sax';
import { messageInvalid } from './message-invalid.ts';
import { DocumentBuilder, twice } from './xml/document-builder.ts';
import { normalise } from './xml/normalise.ts';
import type { WrittenElement, XmlDocument } from './xml/xml-document.ts';
import { checkAttributes, checkBeforeParsing } from './xml/xml-limits.ts';
import { xmlEntities, xmlSyntaxError } from './xml/xml-syntax-error.ts';
import { isXmlText } from './xml-text.ts';

/**
 * The parser that xml2js stands on, listened to directly: xml2js would lose comments, prefixes and the order of
 * texts between elements. Namespaces are resolved by the builder, which takes half the time.
 */
function parserFor(builder: DocumentBuilder): SAXParser {
  const parser = sax.parser(true, { xmlns: false });
  let attributes: [string, string][] = [];
  const names = new Set<string>();
  Object.assign(parser, { ENTITIES: xmlEntities });
  // sax asks here whether it has an attribute already, drops it if so, and else writes it; nobody reads it here.
  const hasOwnProperty = (name: string): boolean => {
    if (names.has(name)) throw twice();
    return false;
  };
  // Whatever an attribute is called, the question stays.
  const saxAttributes = Object.defineProperty({}, 'hasOwnProperty', {
    get: () => hasOwnProperty,
    set: () => undefined,
  });
  parser.onopentagstart = (tag): void => {
    attributes = [];
    names.clear();
    (tag as { attributes: object }).attributes = saxAttributes;
  };
  parser.onattribute = ({ name, value }): void => {
    names.add(name);
    attributes.push([name, value]);
    checkAttributes(attributes.length);
  };
  parser.onopentag = (tag): void => builder.opened(tag.name, attributes, parser.startTagPosition - 1);
  parser.onclosetag = (): void => builder.closed();
  parser.ontext = (text): void => builder.wrote(text);
  parser.oncdata = (text): void => builder.wrote(text);
  parser.oncomment = (text): void => builder.noted({ kind: 'comment', text });
  parser.onprocessinginstruction = ({ name, body }): void => {
    if (name !== 'xml') builder.noted({ kind: 'instruction', name, body });
  };
  parser.onerror = (error): void => {
    throw xmlSyntaxError(error);
  };
  return parser;
}

/** A whole XML document as it was written; refuses what is unsafe, too large or not well-formed. */
export function parseXmlDocument(xml: string): XmlDocument {
  checkBeforeParsing(xml);
  if (!isXmlText(xml)) throw messageInvalid('The message has characters that XML 1.0 forbids.');
  const builder = new DocumentBuilder();
  const parser = parserFor(builder);
  const text = normalise(xml);
  if (text.trim() !== '') parser.write(text).close();
  return builder.document();
}

/** The root of an XML text, all namespaces resolved; refuses as `parseXmlDocument` does. */
export function parseXml(xml: string): WrittenElement {
  return parseXmlDocument(xml).root;
}
