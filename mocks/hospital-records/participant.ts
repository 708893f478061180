import type { ParticipantDeclaration } from '#harness/common/operations.ts';

/** The hospital's record system: an API that drivers send letters with, and pages that show what became of them. */
export const participant: ParticipantDeclaration = {
  name: 'hospital-records',
  operations: [
    { id: 'send-letter', method: 'POST', path: '/letters' },
    { id: 'get-letter', method: 'GET', path: '/letters/{id}' },
    { id: 'get-sent-letters-page', method: 'GET', path: '/' },
    { id: 'get-sent-letter-page', method: 'GET', path: '/sent/{id}' },
    { id: 'get-style', method: 'GET', path: '/style.css' },
    { id: 'get-favicon', method: 'GET', path: '/favicon.ico' },
  ],
};
