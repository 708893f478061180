import type { ParticipantDeclaration } from '#harness/common/operations.ts';
import { soapActions } from './soap/namespaces.ts';

/** The documented operations of the address register (REST single lookup and the SOAP search service). */
export const participant: ParticipantDeclaration = {
  name: 'address-register',
  operations: [
    {
      id: 'get-communication-party',
      endpoint: 'rest',
      method: 'GET',
      path: '/CommunicationParties/{herId}',
    },
    {
      id: 'get-communication-party-details',
      endpoint: 'soap',
      method: 'POST',
      path: '/v1/Ar',
      soapAction: soapActions.getCommunicationPartyDetails,
    },
    { id: 'ping', endpoint: 'soap', method: 'POST', path: '/v1/Ar', soapAction: soapActions.ping },
  ],
};
