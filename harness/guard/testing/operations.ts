import type { AllowedOperation } from '#environments/environment.schema.ts';

/** One operation of each shape that a policy knows. */
export const operations: AllowedOperation[] = [
  { id: 'landing', kind: 'read', endpoint: 'citizen-portal', method: 'GET', path: '/' },
  { id: 'get-letter', kind: 'read', endpoint: 'citizen-portal', method: 'GET', path: '/letters/{id}' },
  {
    id: 'callback',
    kind: 'session',
    endpoint: 'citizen-portal',
    method: 'GET',
    path: '/callback',
    query: ['code', 'state'],
  },
  { id: 'logout', kind: 'session', endpoint: 'citizen-portal', method: 'POST', path: '/logout' },
  {
    id: 'discovery',
    kind: 'read',
    endpoint: 'id-porten.id-gateway',
    method: 'GET',
    path: '/.well-known/openid-configuration',
    document: true,
  },
  {
    id: 'token',
    kind: 'session',
    endpoint: 'id-porten.id-gateway',
    method: 'POST',
    path: '/token',
    contentType: 'application/x-www-form-urlencoded',
    form: { grant_type: 'authorization_code', code: null },
  },
  {
    id: 'details',
    kind: 'read',
    endpoint: 'soap.address-register',
    method: 'POST',
    path: '/v1/Ar',
    contentType: 'application/soap+xml',
    soap: { action: 'urn:register/Get', bodyRoot: '{urn:register}Get' },
  },
  {
    ...{ id: 'get-appointments', kind: 'read', endpoint: 'citizen-portal', method: 'POST', path: '/rpc' },
    contentType: 'application/json',
    jsonRpc: { method: 'getAppointments' },
  },
  {
    ...{ id: 'letter-list', kind: 'read', endpoint: 'citizen-portal', method: 'POST', path: '/graphql' },
    contentType: 'application/json',
    graphql: { operationName: 'LetterList' },
  },
];
