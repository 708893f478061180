import { z } from 'zod';
import { checkMessage, messageInvalid } from '../message-invalid.ts';
import { along, tokenAt, within } from '../received/find-elements.ts';
import { present } from '../received/present.ts';
import type { WrittenElement } from '../xml/xml-document.ts';
import type { XmlElement } from '../xml-element.ts';

/** SOAP namespaces → version. */
export const soapVersions: Readonly<Record<string, '1.1' | '1.2'>> = {
  'http://schemas.xmlsoap.org/soap/envelope/': '1.1',
  'http://www.w3.org/2003/05/soap-envelope': '1.2',
};

const communicationParty = z.strictObject({
  /** Service, Organization, Person, Department. */
  type: z.string(),
  herId: z.string().regex(/^\d{1,10}$/, 'must be a HER-id'),
  name: z.string().optional(),
  isActive: z.boolean(),
  parentHerId: z.string().optional(),
  addresses: z.array(z.strictObject({ type: z.string(), address: z.string() })),
});

/** A SOAP envelope without ebXML: a fault, an answer of the address register, or another operation as it came. */
export const soapSchema = z.strictObject({
  root: z.literal('SOAP'),
  version: z.enum(['1.1', '1.2']),
  msgId: z.string().optional(),
  body: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('fault'),
      code: z.string().min(1),
      reason: z.string(),
      /** The register's own code, e.g. InvalidHerIdSupplied. */
      errorCode: z.string().optional(),
    }),
    z.strictObject({ kind: z.literal('communicationParty'), party: communicationParty }),
    z.strictObject({ kind: z.literal('other'), operation: z.string() }),
  ]),
});

const readFault = (fault: XmlElement): object => ({
  kind: 'fault',
  code: tokenAt(fault, 'Code', 'Value') ?? tokenAt(fault, 'faultcode'),
  reason: tokenAt(fault, 'Reason', 'Text') ?? tokenAt(fault, 'faultstring') ?? '',
  ...present({ errorCode: within(fault, 'ErrorCode')[0]?.text.trim() }),
});

const readCommunicationParty = (result: WrittenElement): object => ({
  kind: 'communicationParty',
  party: {
    type: result.writtenAttributes.find(([name]) => /^(.*:)?type$/.test(name))?.[1].replace(/^.*:/, ''),
    herId: tokenAt(result, 'HerId'),
    ...present({ name: tokenAt(result, 'Name'), parentHerId: tokenAt(result, 'ParentHerId') }),
    isActive: tokenAt(result, 'Active') === 'true',
    addresses: (along(result, 'ElectronicAddresses')?.children ?? []).map((address) => ({
      type: tokenAt(address, 'TypeCodeValue') ?? '',
      address: tokenAt(address, 'Address') ?? '',
    })),
  },
});

/** A SOAP envelope without ebXML, checked. */
export function readSoap(envelope: WrittenElement) {
  const body = along(envelope, 'Body');
  const content = body?.children[0];
  if (content === undefined) throw messageInvalid('The SOAP envelope has nothing in its Body.');
  const result = along(content, 'GetCommunicationPartyDetailsResult');
  const facts = {
    root: 'SOAP',
    version: soapVersions[envelope.namespace],
    ...present({ msgId: within(content, 'messageId')[0]?.text.trim() }),
    body:
      content.name === 'Fault'
        ? readFault(content)
        : result
          ? readCommunicationParty(result)
          : { kind: 'other', operation: content.name },
  };
  return checkMessage(soapSchema, facts, 'SOAP envelope');
}
