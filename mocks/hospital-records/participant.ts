import type { ParticipantDeclaration } from '#harness/common/operations.ts';

/** The hospital's record system: an API that drivers send letters with, and pages to write and follow them on. */
export const participant: ParticipantDeclaration = {
  name: 'hospital-records',
  operations: [
    { id: 'send-letter', method: 'POST', path: '/letters' },
    { id: 'get-letter', method: 'GET', path: '/letters/{id}' },
    { id: 'get-sent-letters-page', method: 'GET', path: '/' },
    { id: 'get-sent-letter-page', method: 'GET', path: '/sent/{id}' },
    { id: 'get-new-letter-page', method: 'GET', path: '/new' },
    { id: 'send-letter-by-form', method: 'POST', path: '/new' },
    { id: 'get-version', method: 'GET', path: '/version' },
    { id: 'get-style', method: 'GET', path: '/style.css' },
    { id: 'get-favicon', method: 'GET', path: '/favicon.ico' },
  ],
};
