import { HarnessError } from '#harness/errors.ts';
import { parseXml } from '#harness/messages/parse-xml.ts';
import type { XmlElement } from '#harness/messages/xml-element.ts';
import { envelopeNamespaces, namespaces, type SoapVersion } from './namespaces.ts';
import { SoapFault } from './soap-fault.ts';

export interface SoapRequest {
  /** WS-Addressing Action, when the header has one. */
  readonly action: string | undefined;
  /** WS-Addressing MessageID, when the header has one. */
  readonly messageId: string | undefined;
  readonly bodyRoot: XmlElement;
}

const deepest = 20;

/**
 * Reads a SOAP request. What is not UTF-8, not well-formed or unsafe, a DOCTYPE, another envelope version, or
 * anything but one body root throws SoapFault.
 */
export function readRequest(bytes: Uint8Array, version: SoapVersion): SoapRequest {
  const envelope = parse(decode(bytes));
  if (isDeeper(envelope, deepest)) {
    throw new SoapFault(`The SOAP message is nested deeper than ${deepest} levels.`);
  }
  if (envelope.name !== 'Envelope' || envelope.namespace !== envelopeNamespaces[version]) {
    throw new SoapFault(`A SOAP ${version} Envelope was expected, as the content type says.`);
  }
  const inEnvelope = (name: string) =>
    envelope.children.filter((child) => child.name === name && child.namespace === envelope.namespace);
  const bodyRoots = inEnvelope('Body').flatMap((body) => body.children);
  const [bodyRoot] = bodyRoots;
  if (bodyRoot === undefined || bodyRoots.length > 1) {
    throw new SoapFault('The SOAP Body must have exactly one element.');
  }
  const header = (name: string) =>
    inEnvelope('Header')
      .flatMap((element) => element.children)
      .find((child) => child.name === name && child.namespace === namespaces.addressing)
      ?.text.trim();
  return { action: header('Action'), messageId: header('MessageID'), bodyRoot };
}

function decode(bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new SoapFault('The SOAP message is not in UTF-8.');
  }
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)/.exec(text)?.[1];
  if (declared !== undefined && !/^(utf-8|us-ascii)$/i.test(declared)) {
    throw new SoapFault('The SOAP message declares another encoding than UTF-8.');
  }
  return text;
}

function parse(xml: string): XmlElement {
  try {
    return parseXml(xml);
  } catch (error) {
    if (error instanceof HarnessError && error.code === 'MESSAGE_INVALID') throw new SoapFault(error.message);
    throw error;
  }
}

const isDeeper = ({ children }: XmlElement, levels: number): boolean =>
  children.some((child) => levels === 0 || isDeeper(child, levels - 1));
