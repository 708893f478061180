import { Parser } from 'xml2js';
import { z } from 'zod';
import { envelopeNamespaces, namespaces, type SoapVersion } from './namespaces.ts';
import { SoapFault } from './soap-fault.ts';

/** One parsed element: its children by local name are found with `children()`. */
export interface Element {
  readonly namespace: string;
  readonly name: string;
  readonly text: string;
  readonly children: readonly Element[];
}

export interface SoapRequest {
  /** WS-Addressing Action, when the header has one. */
  readonly action: string | undefined;
  /** WS-Addressing MessageID, when the header has one. */
  readonly messageId: string | undefined;
  readonly bodyRoot: Element;
}

const parsedSchema = z.looseObject({
  $ns: z.object({ uri: z.string(), local: z.string() }),
  _: z.string().optional(),
  $$: z.array(z.unknown()).optional(),
});

const deepest = 20;

/** Reads a SOAP request. A DOCTYPE, another envelope version, or anything but one body root throws SoapFault. */
export async function readRequest(xml: string, version: SoapVersion): Promise<SoapRequest> {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw new SoapFault('A DOCTYPE is not allowed in a SOAP message.');
  const envelope = toElement(await parse(xml), 0);
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
      .find((child) => child.name === name && child.namespace === namespaces.addressing)?.text;
  return { action: header('Action'), messageId: header('MessageID'), bodyRoot };
}

async function parse(xml: string): Promise<unknown> {
  const parser = new Parser({
    xmlns: true,
    explicitRoot: false,
    explicitChildren: true,
    preserveChildrenOrder: true,
    trim: true,
  });
  const root: unknown = await parser.parseStringPromise(xml).catch(() => null);
  if (root === null) throw new SoapFault('The SOAP message is not well-formed XML.');
  return root;
}

function toElement(parsed: unknown, depth: number): Element {
  if (depth > deepest) throw new SoapFault(`The SOAP message is nested deeper than ${deepest} levels.`);
  const { $ns, _: text, $$: children } = parsedSchema.parse(parsed);
  return {
    namespace: $ns.uri,
    name: $ns.local,
    text: text ?? '',
    children: (children ?? []).map((child) => toElement(child, depth + 1)),
  };
}
