import type { QualifiedAttribute, SAXParser } from 'sax';
import { Parser } from 'xml2js';
import { HarnessError } from '../errors.ts';
import { messageInvalid } from './message-invalid.ts';
import type { XmlElement } from './xml-element.ts';
import { checkBeforeParsing, XmlMeter } from './xml/xml-limits.ts';
import { xmlEntities, xmlSyntaxError } from './xml/xml-syntax-error.ts';
import { isXmlText } from './xml-text.ts';

/** What xml2js makes of an element with the options below. */
interface Node {
  readonly '#name': string;
  readonly $?: Readonly<Record<string, QualifiedAttribute>>;
  readonly $ns: { readonly uri: string; readonly local: string };
  readonly $$?: readonly (Node | { readonly '#name': '__text__'; readonly _: string })[];
}

const options = {
  strict: true,
  async: false,
  xmlns: true,
  explicitRoot: false,
  explicitChildren: true,
  preserveChildrenOrder: true,
  charsAsChildren: true,
  includeWhiteChars: true,
};

const isText = (child: NonNullable<Node['$$']>[number]): child is { '#name': '__text__'; _: string } =>
  child['#name'] === '__text__';

function checked(text: string): string {
  if (!isXmlText(text)) throw messageInvalid('The message has characters that XML 1.0 forbids.');
  return text;
}

function toElement(node: Node): XmlElement {
  const content = node.$$ ?? [];
  const own = Object.values(node.$ ?? {}).filter(
    (attribute) => attribute.uri === '' && attribute.name !== 'xmlns',
  );
  return {
    name: node.$ns.local,
    namespace: node.$ns.uri,
    attributes: Object.fromEntries(own.map((attribute) => [attribute.local, checked(attribute.value)])),
    children: content.filter((child) => !isText(child)).map((child) => toElement(child as Node)),
    text: checked(
      content
        .filter(isText)
        .map((child) => child._)
        .join(''),
    ),
  };
}

/**
 * Keeps the limits while xml2js parses, and lets it know only XML's own five entities. Errors are told here,
 * because xml2js listens no longer once the root has ended.
 */
function limit(parser: Parser, tell: (error: unknown) => void): void {
  const { saxParser } = parser as Parser & { saxParser: SAXParser & { ENTITIES: unknown } };
  const onopentag = saxParser.onopentag.bind(saxParser);
  const onclosetag = saxParser.onclosetag.bind(saxParser);
  const onerror = saxParser.onerror.bind(saxParser);
  const meter = new XmlMeter();
  saxParser.ENTITIES = xmlEntities;
  saxParser.onopentag = (tag): void => {
    meter.open();
    onopentag(tag);
  };
  saxParser.onclosetag = (name): void => {
    meter.close();
    onclosetag(name);
  };
  saxParser.onerror = (error): void => {
    tell(error);
    onerror(error);
  };
}

/** The root of an XML text, all namespaces resolved; refuses what is unsafe, too large or not well-formed. */
export function parseXml(xml: string): XmlElement {
  checkBeforeParsing(xml);
  const parser = new Parser(options);
  let root: Node | null | undefined;
  let failure: unknown;
  limit(parser, (error) => (failure ??= error));
  try {
    parser.parseString(xml, (error, result: Node | null) => {
      failure ??= error ?? undefined;
      root = result;
    });
  } catch (error) {
    failure ??= error;
  }
  if (failure instanceof HarnessError) throw failure;
  if (failure !== undefined) throw xmlSyntaxError(failure);
  if (root === null || root === undefined) throw messageInvalid('The message is empty: no root element.');
  return toElement(root);
}
