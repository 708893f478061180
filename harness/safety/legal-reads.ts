/** Reads that must arrive beside the attacks: a guard that stops everything is no guard. */
export const legalReads: readonly (readonly [endpoint: string, path: string])[] = [
  ['citizen-portal', '/'],
  ['citizen-portal', '/pages/legal'],
  ['citizen-portal', '/scripts/legal.js'],
  ['message-exchange', '/Messages/1'],
  ['message-exchange', '/Messages/1/status'],
  ['message-exchange', '/Messages/1/apprec'],
  ['message-exchange', '/Messages/1/business-document'],
  ['rest.address-register', '/CommunicationParties/1'],
  ['id-porten.id-gateway', '/.well-known/openid-configuration'],
  ['id-porten.id-gateway', '/jwks'],
  ['hospital-records', '/letters/1'],
];

const json = (data: object) => ({
  headers: { 'content-type': 'application/json' },
  data: JSON.stringify(data),
});

/** Reads by POST, by what they speak: their path, and what they carry. */
export const legalPosts = {
  'JSON-RPC': ['/rpc', json({ jsonrpc: '2.0', method: 'getAppointments', id: 1 })],
  GraphQL: [
    '/graphql',
    json({ operationName: 'LetterList', query: 'query LetterList { letters { title } }' }),
  ],
  SOAP: [
    '/v1/Ar',
    {
      headers: { 'content-type': 'application/soap+xml; action="urn:register/Get"' },
      data: '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><Get xmlns="urn:register">legal</Get></s:Body></s:Envelope>',
    },
  ],
} as const;
