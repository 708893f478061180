import type { Register } from '../register.ts';
import { namespaces, soapActions } from './namespaces.ts';
import { partyToXml } from './party-to-xml.ts';
import type { Element, SoapRequest } from './read-request.ts';
import { SoapFault } from './soap-fault.ts';
import type { XmlNode } from './write-envelope.ts';

interface SoapOperation {
  readonly bodyRoot: string;
  readonly run: (bodyRoot: Element, register: Register) => XmlNode;
}

const operations = new Map<string, SoapOperation>([
  [soapActions.getCommunicationPartyDetails, { bodyRoot: 'GetCommunicationPartyDetails', run: partyDetails }],
  [
    soapActions.ping,
    {
      bodyRoot: 'Ping',
      run: () => ({ PingResponse: { $: { xmlns: namespaces.party }, PingResult: 'Pong' } }),
    },
  ],
]);

/**
 * The body that answers a request. Action (HTTP header, content type or WS-Addressing) and body root must name the
 * same operation; what does not, and what the register knows nothing of, throws SoapFault.
 */
export function answer(
  request: SoapRequest,
  httpAction: string | undefined,
  register: Register,
): { readonly body: XmlNode; readonly action: string } {
  const action = httpAction ?? request.action;
  const operation = action === undefined ? undefined : operations.get(action);
  if (action === undefined || operation === undefined) {
    throw new SoapFault(
      `The action is none of this register's operations: ${[...operations.keys()].join(', ')}.`,
    );
  }
  if (request.action !== undefined && request.action !== action) {
    throw new SoapFault('The action of the HTTP header and the WS-Addressing Action differ.');
  }
  const { name, namespace } = request.bodyRoot;
  if (name !== operation.bodyRoot || namespace !== namespaces.party) {
    throw new SoapFault(`The body of this action must be ${operation.bodyRoot} in ${namespaces.party}.`);
  }
  return { body: operation.run(request.bodyRoot, register), action: `${action}Response` };
}

function partyDetails(bodyRoot: Element, register: Register): XmlNode {
  const herId = bodyRoot.children.find(
    (child) => child.name === 'herId' && child.namespace === namespaces.party,
  );
  if (herId !== undefined && !/^-?[0-9]{1,10}$/.test(herId.text)) {
    throw new SoapFault('herId must be a whole number (xs:int).');
  }
  const party = herId === undefined ? undefined : register.find(herId.text);
  if (party === undefined) {
    throw new SoapFault('Kommunikasjonspart med oppgitt HER-id eksisterer ikke.', 'InvalidHerIdSupplied');
  }
  return {
    GetCommunicationPartyDetailsResponse: {
      $: { xmlns: namespaces.party },
      GetCommunicationPartyDetailsResult: partyToXml(party),
    },
  };
}
