import type { ParticipantDeclaration } from '#harness/common/operations.ts';

/** The documented operations of the message exchange: API v2 of NHN's Meldingstjener, then v3; header `api-version` chooses. */
export const participant: ParticipantDeclaration = {
  name: 'message-exchange',
  keepsFiles: true,
  operations: [
    { id: 'get-messages', method: 'GET', path: '/Messages' },
    { id: 'post-message', method: 'POST', path: '/Messages' },
    { id: 'get-message', method: 'GET', path: '/Messages/{id}' },
    { id: 'get-business-document', method: 'GET', path: '/Messages/{id}/business-document' },
    { id: 'get-message-status', method: 'GET', path: '/Messages/{id}/status' },
    { id: 'get-apprec-info', method: 'GET', path: '/Messages/{id}/apprec' },
    { id: 'post-apprec', method: 'POST', path: '/Messages/{id}/apprec/{appRecSenderHerId}' },
    { id: 'mark-message-read', method: 'PUT', path: '/Messages/{id}/read/{herId}' },
    { id: 'v3-set-configurations', method: 'PUT', path: '/mshconfigurations' },
    { id: 'v3-delete-configurations', method: 'DELETE', path: '/mshconfigurations' },
    { id: 'v3-post-message', method: 'POST', path: '/messages' },
    { id: 'v3-get-message', method: 'GET', path: '/messages/{id}' },
    { id: 'v3-get-business-document', method: 'GET', path: '/messages/{id}/business-document' },
    { id: 'v3-get-message-status', method: 'GET', path: '/messages/{id}/status' },
    { id: 'v3-post-apprec', method: 'POST', path: '/messages/{id}/apprec' },
    { id: 'v3-mark-downloaded', method: 'PUT', path: '/messages/{id}/downloaded' },
    { id: 'v3-get-notifications', method: 'GET', path: '/notifications' },
    { id: 'v3-stream-notifications', method: 'GET', path: '/notifications/stream', stream: true },
    { id: 'v3-ping', method: 'GET', path: '/ping' },
  ],
};
