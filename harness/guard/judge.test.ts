import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { createJudge, type Verdict } from './judge.ts';
import type { JudgedRequest } from './judged-request.ts';
import { operations } from './testing/operations.ts';

const origins = {
  'citizen-portal': 'https://citizen-portal.rehearsal.test:9999',
  'id-porten.id-gateway': 'https://id-porten.id-gateway.rehearsal.test:9999',
  'soap.address-register': 'https://soap.address-register.rehearsal.test:9999',
};
const verify = createJudge({ environment: 'rehearsal', mode: 'verify', origins, operations });
const inTest = createJudge({ environment: 'local', mode: 'test', origins, operations });

type Change = Partial<Omit<JudgedRequest, 'body'>> & { body?: string; add?: [string, string][] };
const requestTo = (ref: keyof typeof origins, path: string, change: Change = {}): JudgedRequest => {
  const url = `${origins[ref]}${path}`;
  const { host, hostname, port } = new URL(origins[ref]);
  const { body = '', add = [], ...rest } = change;
  const length: [string, string][] = body === '' ? [] : [['Content-Length', String(Buffer.byteLength(body))]];
  return {
    method: 'GET',
    url,
    destination: { hostname, port: Number(port) },
    headers: [['Host', host], ...length, ...add],
    ...rest,
    body: Buffer.from(body),
  };
};
const form = (body: string, contentType = 'application/x-www-form-urlencoded', path = '/token') =>
  requestTo('id-porten.id-gateway', path, { method: 'POST', body, add: [['Content-Type', contentType]] });
const envelope = (root = '<r:Get xmlns:r="urn:register"><r:herId>1</r:herId></r:Get>', header = '') =>
  `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">${header}<s:Body>${root}</s:Body></s:Envelope>`;
const soap = (body: string, action = 'urn:register/Get', add: [string, string][] = []) =>
  requestTo('soap.address-register', '/v1/Ar', {
    method: 'POST',
    body,
    add: [['Content-Type', `application/soap+xml; charset=utf-8; action="${action}"`], ...add],
  });
const json = (path: string, body: object) =>
  requestTo('citizen-portal', path, {
    ...{ method: 'POST', body: JSON.stringify(body), add: [['Content-Type', 'application/json']] },
  });

const legal: Record<string, JudgedRequest> = {
  landing: requestTo('citizen-portal', '/'),
  'get-letter': requestTo('citizen-portal', '/letters/9f3c2b1e'),
  callback: requestTo('citizen-portal', '/callback?code=a%2Fb&state=c'),
  logout: requestTo('citizen-portal', '/logout', { method: 'POST', add: [['Content-Length', '0']] }),
  token: form('grant_type=authorization_code&code=a%2Bb'),
  details: soap(envelope()),
  'get-appointments': json('/rpc', { jsonrpc: '2.0', method: 'getAppointments', id: 1 }),
  'letter-list': json('/graphql', { operationName: 'LetterList', query: 'query LetterList { a }' }),
};
const reasonOf = (verdict: Verdict): string => (verdict.allow ? 'allowed' : verdict.reason);

for (const [id, request] of Object.entries(legal)) {
  test(`verify allows the listed operation ${id}`, () => {
    expect(verify(request)).toMatchObject({ allow: true, operation: { id } });
  });
}

const portal = (path: string, change?: Change) => requestTo('citizen-portal', path, change);
const { host } = new URL(origins['citizen-portal']);
const denied: [what: string, request: JudgedRequest, reason: RegExp][] = [
  ['a path that is not listed', portal('/admin'), /No listed operation/],
  ['another method', portal('/letters/1', { method: 'DELETE' }), /method DELETE/],
  ['HEAD for GET', portal('/', { method: 'HEAD' }), /method HEAD/],
  ['lower-case method', portal('/', { method: 'get' }), /No listed operation/],
  ['another port', { ...portal('/'), url: 'https://citizen-portal.rehearsal.test:9998/' }, /not an address/],
  ['plain http', { ...portal('/'), url: 'http://citizen-portal.rehearsal.test:9999/' }, /not an address/],
  [
    'a name that ends alike',
    { ...portal('/'), url: 'https://x.citizen-portal.rehearsal.test:9999/' },
    /not an address/,
  ],
  ['user info in the URL', { ...portal('/'), url: `https://a@${host}/` }, /plain http/],
  ['another Host header', portal('/', { headers: [['Host', 'evil.test']] }), /Host header/],
  ['two Host headers', portal('/', { add: [['Host', host]] }), /Host header/],
  ['no Host header', portal('/', { headers: [] }), /Host header/],
  [
    'a tunnel to another address',
    portal('/', { destination: { hostname: '127.0.0.1', port: 9999 } }),
    /another address/,
  ],
  ['an upgrade', portal('/', { add: [['Upgrade', 'websocket']] }), /Upgrades/],
  ['HTTP/2', portal('/', { add: [[':authority', host]] }), /HTTP\/2/],
  [
    'two lengths',
    {
      ...legal['logout'],
      headers: [...(legal['logout']?.headers ?? []), ['Transfer-Encoding', 'chunked']],
    } as JudgedRequest,
    /two lengths/,
  ],
  ['a percent in the path', portal('/letters/1%2e'), /decoded/],
  ['an encoded slash', portal('/letters/1%2Fdelete'), /decoded/],
  ['dot segments', portal('/letters/..'), /decoded/],
  ['a double slash', portal('//letters/1'), /decoded/],
  ['a backslash', portal('/letters\\1'), /decoded/],
  ['a matrix parameter', portal('/letters/1;x=1'), /decoded/],
  ['a query key that is not listed', portal('/letters/1?delete=1'), /key that is not listed/],
  ['a query key twice', portal('/callback?code=1&code=2'), /twice/],
  ['_method in the query', portal('/?_method=DELETE'), /overrides the method/],
  [
    'an override header',
    portal('/', { add: [['X-HTTP-Method-Override', 'DELETE']] }),
    /overrides the method/,
  ],
  [
    'an override header with underscores',
    portal('/', { add: [['x_http_method', 'PUT']] }),
    /overrides the method/,
  ],
  ['a path override header', portal('/', { add: [['X-Original-URL', '/admin']] }), /overrides/],
  ['a body on GET', portal('/', { body: 'x' }), /has a body/],
  ['a chunked GET', portal('/', { add: [['Transfer-Encoding', 'chunked']] }), /has a body/],
  ['a body where none is listed', portal('/logout', { method: 'POST', body: 'all=1' }), /has a body/],
  ['a form with one key more', form('grant_type=authorization_code&code=1&scope=x'), /other keys/],
  ['a form with one key less', form('grant_type=authorization_code'), /other keys/],
  ['a form with a key twice', form('grant_type=authorization_code&code=1&code=2'), /other keys/],
  ['another fixed value', form('grant_type=refresh_token&code=1'), /another grant_type/],
  ['_method in the form', form('_method=PUT&grant_type=authorization_code&code=1'), /overrides the method/],
  ['another method of JSON-RPC', json('/rpc', { jsonrpc: '2.0', method: 'cancel' }), /another method/],
  [
    'a mutation by the name of a query',
    json('/graphql', { operationName: 'LetterList', query: 'mutation LetterList { a }' }),
    /not one query/,
  ],
  ['JSON for a form', form('{}', 'application/json'), /content type/],
  [
    'a form in UTF-7',
    form('grant_type=authorization_code&code=1', 'application/x-www-form-urlencoded; charset=utf-7'),
    /parameter/,
  ],
  ['a query on a form', form('grant_type=authorization_code&code=1', undefined, '/token?x=1'), /not listed/],
  ['another SOAP action', soap(envelope(), 'urn:register/Delete'), /SOAP action/],
  [
    'a second SOAP action',
    soap(envelope(), undefined, [['SOAPAction', '"urn:register/Delete"']]),
    /SOAP action/,
  ],
  ['another SOAP body', soap(envelope('<r:Delete xmlns:r="urn:register"/>')), /SOAP body/],
  ['the body of another namespace', soap(envelope('<r:Get xmlns:r="urn:other"/>')), /SOAP body/],
  [
    'two elements in the SOAP body',
    soap(envelope('<r:Get xmlns:r="urn:register"/><x/>')),
    /plain SOAP envelope/,
  ],
  ['a DOCTYPE', soap(`<!DOCTYPE x [<!ENTITY e "x">]>${envelope()}`), /plain SOAP envelope/],
  ['no XML', soap('Get'), /plain SOAP envelope/],
  [
    'another action in the SOAP header',
    soap(
      envelope(undefined, '<s:Header><a:Action xmlns:a="urn:a">urn:register/Delete</a:Action></s:Header>'),
    ),
    /Action in its SOAP header/,
  ],
];
for (const [what, request, reason] of denied) {
  test(`verify denies ${what}`, () => {
    expect(reasonOf(verify(request))).toMatch(reason);
  });
}

test('a reason never carries path, query or body', () => {
  const secret = 'x15738410006';
  const requests = [
    portal(`/${secret}`),
    portal(`/?${secret}=1`),
    portal('/', { method: secret }),
    form(`${secret}=1`),
  ];
  for (const request of requests) expect(reasonOf(verify(request))).not.toContain(secret);
});

test('test mode allows everything to the own addresses, and names it when a label does', () => {
  expect(inTest(portal('/letters', { method: 'POST', body: '{}' }))).toEqual({
    allow: true,
    kind: 'allowed',
    endpoint: 'citizen-portal',
    operation: null,
  });
  expect(inTest(portal('/letters/1'))).toMatchObject({ kind: 'allowed', operation: { id: 'get-letter' } });
  expect(inTest(soap(envelope(), 'urn:register/Delete'))).toMatchObject({ allow: true, operation: null });
});

for (const what of [
  'another port',
  'plain http',
  'another Host header',
  'an upgrade',
  'a tunnel to another address',
]) {
  test(`test mode denies ${what}`, () => {
    const [, request] = denied.find(([name]) => name === what) ?? [];
    expect(request && inTest(request).allow).toBe(false);
  });
}

const token = fc.stringMatching(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,12}$/);
const anyRequest = fc
  .record({
    method: fc.oneof(fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'), token),
    ref: fc.constantFrom(...(Object.keys(origins) as (keyof typeof origins)[])),
    path: fc.webPath(),
    query: fc.webQueryParameters(),
    body: fc.string(),
    contentType: fc.constantFrom(
      'application/json',
      'application/x-www-form-urlencoded',
      'application/soap+xml',
    ),
  })
  .map(({ ref, path, query, contentType, ...change }) =>
    requestTo(ref, `/${path}?${query}`, { ...change, add: [['Content-Type', contentType]] }),
  );

test('whatever is sent, nothing outside the list is allowed', () => {
  const isListed = ({ method, url }: JudgedRequest): boolean => {
    const { pathname, origin } = new URL(url);
    const path =
      origin === origins['citizen-portal']
        ? /^\/(letters\/[^/]+|callback)?$/
        : /^\/(\.well-known\/.*|token|v1\/Ar)$/;
    return method === 'GET'
      ? path.test(pathname)
      : method === 'POST' && /^\/(logout|token|v1\/Ar|rpc|graphql)$/.test(pathname);
  };
  fc.assert(
    fc.property(anyRequest, (request) => {
      fc.pre(!isListed(request));
      expect(verify(request).allow).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test('a legal request with one change is denied', () => {
  const fragment = fc.constantFrom('%2e', '%00', '/..', '//', '\\', ';a=1', '?a=1', '#x', '%2F', '/x/y/z');
  const mutation = fc.oneof(
    fragment.map((text) => (r: JudgedRequest) => ({ ...r, url: r.url.replace(/(?=\?|$)/, text) })),
    token
      .filter((method) => !['GET', 'POST'].includes(method))
      .map((method) => (r: JudgedRequest) => ({ ...r, method })),
    fc
      .constantFrom(
        'x-http-method-override',
        'X-Method-Override',
        'X-HTTP-Method',
        'Upgrade',
        'Host',
        'Content-Encoding',
      )
      .map((name) => (r: JudgedRequest) => ({ ...r, headers: [...r.headers, [name, 'delete'] as const] })),
    fc.string({ minLength: 1 }).map((text) => (r: JudgedRequest) => ({
      ...r,
      // Appended outside any value: what only makes a value longer is the operation's own business.
      body: Buffer.concat([r.body, Buffer.from(`&${text}<x/>`)]),
    })),
    fc
      .domain()
      .map((name) => (r: JudgedRequest) => ({ ...r, destination: { ...r.destination, hostname: name } })),
  );
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(legal)), mutation, (request, mutate) => {
      expect(verify(mutate(request)).allow).toBe(false);
    }),
    { numRuns: 2000 },
  );
});
