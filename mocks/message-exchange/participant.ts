import type { ParticipantDeclaration } from '#harness/common/operations.ts';

/** The documented operations of the message exchange: API v2 of NHN's Meldingstjener. */
export const participant: ParticipantDeclaration = {
  name: 'message-exchange',
  operations: [
    { id: 'get-messages', method: 'GET', path: '/Messages' },
    { id: 'post-message', method: 'POST', path: '/Messages' },
    { id: 'get-message', method: 'GET', path: '/Messages/{id}' },
    { id: 'get-business-document', method: 'GET', path: '/Messages/{id}/business-document' },
    { id: 'get-message-status', method: 'GET', path: '/Messages/{id}/status' },
    { id: 'get-apprec-info', method: 'GET', path: '/Messages/{id}/apprec' },
    { id: 'post-apprec', method: 'POST', path: '/Messages/{id}/apprec/{appRecSenderHerId}' },
    { id: 'mark-message-read', method: 'PUT', path: '/Messages/{id}/read/{herId}' },
  ],
};
