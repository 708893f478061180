import type { Operation, ParticipantDeclaration } from '#harness/common/operations.ts';
import { cppaOperations } from './cppa/cppa-operations.ts';
import { soapAction, soapOperations, soapPaths } from './soap/namespaces.ts';

/** `GetCommunicationPartyDetails` as an operation id: `get-communication-party-details`. */
const idOf = (name: string): string => name.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();

const restOperations: readonly Operation[] = [
  { id: 'get-communication-party', path: '/CommunicationParties/{herId}', light: true },
  { id: 'get-communication-party-export', path: '/CommunicationPartyExport' },
  { id: 'get-communication-party-events', path: '/CommunicationPartyEvents' },
].map((operation) => ({ ...operation, endpoint: 'rest', method: 'GET' }));

/** The documented operations of the address register: CommunicationParty API, SOAP search service and CPPA API. */
export const participant: ParticipantDeclaration = {
  name: 'address-register',
  operations: [
    ...restOperations,
    ...soapOperations.map((name) => ({
      id: idOf(name),
      endpoint: 'soap',
      method: 'POST' as const,
      ...soapPaths,
      soapAction: soapAction(name),
    })),
    ...cppaOperations,
  ],
};
