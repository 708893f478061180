import type { Certificates } from '../certificates/certificates.ts';
import type { CertificateUse } from '../certificates/certificate-holder.ts';
import type { Hierarchy } from '../hierarchy.ts';
import type { Register } from '../register.ts';
import { namespaces, soapAction, soapOperations, type SoapOperation } from './namespaces.ts';
import { partyToXml } from './party-to-xml.ts';
import type { SoapRequest } from './read-request.ts';
import { SoapFault } from './soap-fault.ts';
import type { XmlNode, XmlValue } from './write-envelope.ts';
import { tokenOf, type XmlElement } from '#harness/messages/xml-element.ts';

/** What the answers are made from. */
export interface SoapSource {
  readonly register: Register;
  readonly certificates: Certificates;
  readonly hierarchy: Hierarchy;
}

/** The content of an operation's result element. */
type Run = (request: XmlElement, source: SoapSource) => XmlValue | Promise<XmlValue>;

const run: Readonly<Record<SoapOperation, Run>> = {
  GetCommunicationPartyDetails: (request, { register }) =>
    partyToXml(register.find(herIdOf(request)) ?? unknownHerId()),
  GetOrganizationDetails: (request, { register }) =>
    partyToXml(register.findOrganisation(herIdOf(request)) ?? unknownHerId()),
  SearchById: (request, { register }) => {
    const found = register.search(tokenOf(request, 'id') ?? '');
    return found.length === 0 ? '' : { CommunicationParty: found.map(partyToXml) };
  },
  GetCertificateDetailsForEncryption: (request, source) => certificate(request, 'encryption', source),
  GetCertificateDetailsForValidatingSignature: (request, source) => certificate(request, 'signing', source),
  Ping: () => 'Pong',
};
const operationOf = new Map(soapOperations.map((operation) => [soapAction(operation), operation]));

/**
 * The body that answers a request. Action (HTTP header, content type or WS-Addressing) and body root must name the
 * same operation; what does not, and what the register knows nothing of, throws SoapFault.
 */
export async function answer(
  request: SoapRequest,
  httpAction: string | undefined,
  source: SoapSource,
): Promise<{ readonly body: XmlNode; readonly action: string }> {
  const action = httpAction ?? request.action;
  const operation = action === undefined ? undefined : operationOf.get(action);
  if (action === undefined || operation === undefined) {
    throw new SoapFault(
      `The action is none of this register's operations: ${[...operationOf.keys()].join(', ')}.`,
    );
  }
  if (request.action !== undefined && request.action !== action) {
    throw new SoapFault('The action of the HTTP header and the WS-Addressing Action differ.');
  }
  const { name, namespace } = request.bodyRoot;
  if (name !== operation || namespace !== namespaces.party) {
    throw new SoapFault(`The body of this action must be ${operation} in ${namespaces.party}.`);
  }
  const result = await run[operation](request.bodyRoot, source);
  return {
    body: { [`${operation}Response`]: { $: { xmlns: namespaces.party }, [`${operation}Result`]: result } },
    action: `${action}Response`,
  };
}

async function certificate(
  request: XmlElement,
  use: CertificateUse,
  { certificates, hierarchy }: SoapSource,
): Promise<XmlNode> {
  const party = hierarchy.find(herIdOf(request)) ?? unknownHerId();
  const found = await certificates.find(party, use);
  const nil = { $: { 'i:nil': 'true' } };
  return {
    $: { 'xmlns:i': namespaces.instance, 'xmlns:c': namespaces.certificate },
    'c:Certificate': found?.der ?? nil,
    'c:LdapUrl': found?.ldapUrl ?? nil,
  };
}

/** The HER-id asked for. Absent it is 0, the default of xs:int there, which no party has. */
function herIdOf(request: XmlElement): string {
  const text = tokenOf(request, 'herId') ?? '0';
  if (!/^[-+]?[0-9]{1,10}$/.test(text)) throw new SoapFault('herId must be a whole number (xs:int).');
  return String(Number(text));
}

function unknownHerId(): never {
  throw new SoapFault('Kommunikasjonspart med oppgitt HER-id eksisterer ikke.', 'InvalidHerIdSupplied');
}
