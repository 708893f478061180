import sax from 'sax';
import { parseXml } from '#harness/messages/parse-xml.ts';
import { declaredEncoding } from '#harness/messages/xml/encoding.ts';

export interface SoapEnvelope {
  readonly bodyRoot: { readonly namespace: string; readonly local: string };
  /** WS-Addressing actions in the SOAP header, which some servers go by. */
  readonly headerActions: readonly string[];
}

const soapNamespaces = [
  'http://schemas.xmlsoap.org/soap/envelope/',
  'http://www.w3.org/2003/05/soap-envelope',
];
const maxDepth = 64;
const maxLength = 1024 * 1024;

/** A server may go by another encoding than the guard does, and by the first or the second of two attributes. */
function isOneReading(text: string): boolean {
  try {
    parseXml(text);
    return ['utf-8', undefined].includes(declaredEncoding(text));
  } catch {
    return false;
  }
}

/** Name and place of what a SOAP request asks for; undefined unless it is an envelope with just one reading. */
export function readSoapEnvelope(text: string): SoapEnvelope | undefined {
  if (text.length > maxLength || !isOneReading(text)) return undefined;
  const parser = sax.parser(true, { xmlns: true });
  const path: string[] = [];
  const roots: { namespace: string; local: string }[] = [];
  const actions: string[] = [];
  const tops: string[] = [];
  let plain = true;
  const refuse = (): void => {
    plain = false;
  };
  parser.ondoctype = refuse;
  parser.onerror = refuse;
  parser.onprocessinginstruction = ({ name }) => {
    if (name !== 'xml') refuse();
  };
  parser.onopentag = (tag) => {
    const namespace = 'uri' in tag ? tag.uri : '';
    const local = 'local' in tag ? tag.local : tag.name;
    if (path.length < 2 && !soapNamespaces.includes(namespace)) refuse();
    if (path.length < 2) tops.push(local);
    if (path.length === 2 && path[1] === 'Body') roots.push({ namespace, local });
    if (path.length === 2 && path[1] === 'Header' && local === 'Action') actions.push('');
    path.push(local);
    if (path.length > maxDepth) refuse();
  };
  const onText = (part: string): void => {
    if (path.length === 3 && path[1] === 'Header' && path[2] === 'Action') {
      actions.push((actions.pop() ?? '') + part);
    } else if (path.length <= 2 && path[1] !== 'Header' && part.trim() !== '') refuse();
  };
  parser.ontext = onText;
  parser.oncdata = onText;
  parser.onclosetag = () => {
    path.pop();
  };
  try {
    parser.write(text).close();
  } catch {
    return undefined;
  }
  const shape = ['Envelope,Body', 'Envelope,Header,Body'];
  const [bodyRoot, ...others] = roots;
  if (!plain || !shape.includes(tops.join()) || bodyRoot === undefined || others.length > 0) return undefined;
  return { bodyRoot, headerActions: actions.map((action) => action.trim()) };
}
