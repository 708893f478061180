import type { ParticipantDeclaration } from '#harness/common/operations.ts';

/** The citizen portal: pages for the citizen. Letters reach it through the message exchange, which it polls. */
export const participant: ParticipantDeclaration = {
  name: 'citizen-portal',
  operations: [
    { id: 'get-landing', method: 'GET', path: '/' },
    { id: 'start-login', method: 'GET', path: '/login' },
    { id: 'login-callback', method: 'GET', path: '/callback' },
    { id: 'get-inbox', method: 'GET', path: '/inbox' },
    { id: 'get-letter', method: 'GET', path: '/letters/{id}' },
    { id: 'get-attachment', method: 'GET', path: '/letters/{id}/attachments/{name}' },
    { id: 'logout', method: 'POST', path: '/logout' },
    { id: 'get-version', method: 'GET', path: '/version' },
    { id: 'get-style', method: 'GET', path: '/style.css' },
    { id: 'get-favicon', method: 'GET', path: '/favicon.ico' },
  ],
};
