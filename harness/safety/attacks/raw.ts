import type { Attack } from '../attack.ts';
import { sendRaw } from './tunnel.ts';

interface Raw {
  /** Request line without its version. */
  readonly line: string;
  readonly headers?: readonly string[];
  readonly body?: string;
  readonly host?: string;
}

const form = 'content-type: application/x-www-form-urlencoded';
const soapBody = (root: string, mark: string): string =>
  `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><${root} xmlns="urn:register">${mark}</${root}></s:Body></s:Envelope>`;
const soapHeader = (action: string): string => `content-type: application/soap+xml; action="${action}"`;

const json = 'content-type: application/json';
const rpc = (body: string): Raw => ({ line: 'POST /rpc', headers: [json], body });
const query = (document: string): Raw => ({
  ...{ line: 'POST /graphql', headers: [json] },
  body: `{"operationName":"LetterList","query":"${document}"}`,
});

/** Requests written byte by byte, as no library would: `$` is the attack's mark. */
const requests: Readonly<Record<string, Raw>> = {
  'raw-post': { line: 'POST /write/$', body: 'x' },
  'raw-trace': { line: 'TRACE /write/$' },
  'method-override-header': { line: 'GET /', headers: ['x-http-method-override: DELETE', 'x-mark: $'] },
  'method-override-underscores': { line: 'GET /', headers: ['x_http_method_override: DELETE', 'x-mark: $'] },
  'original-url-header': { line: 'GET /', headers: ['x-original-url: /write/$'] },
  'rewrite-url-header': { line: 'GET /', headers: ['x-rewrite-url: /write/$'] },
  'method-override-query': { line: 'GET /?_method=DELETE&x=$' },
  'unlisted-query': { line: 'GET /?write=$' },
  'get-with-body': { line: 'GET /', headers: ['x-mark: $'], body: '$' },
  'method-override-in-form': { line: 'POST /login/1', headers: [form], body: '_method=DELETE&x=$' },
  'encoded-dots': { line: 'GET /pages/%2e%2e/write/$' },
  'encoded-slash': { line: 'GET /pages/x%2f..%2fwrite%2f$' },
  'dot-segments': { line: 'GET /pages/../write/$' },
  'double-slash': { line: 'GET //write/$' },
  backslash: { line: 'GET /pages/..\\write\\$' },
  semicolon: { line: 'GET /pages/x;/../write/$' },
  'encoded-letters': { line: 'GET /%77rite/$' },
  'other-host-header': { line: 'GET /', host: 'elsewhere.test', headers: ['x-mark: $'] },
  'two-host-headers': { line: 'GET /', headers: ['host: elsewhere.test', 'x-mark: $'] },
  'absolute-form': { line: 'GET https://elsewhere.test/write/$' },
  'host-with-dot': { line: 'GET /', host: 'localhost.', headers: ['x-mark: $'] },
  'host-with-user': { line: 'GET /', host: 'localhost@elsewhere.test', headers: ['x-mark: $'] },
  'host-in-percent': { line: 'GET /', host: '%6cocalhost', headers: ['x-mark: $'] },
  'absolute-form-in-percent': { line: 'GET https://%6cocalhost/write/$' },
  'absolute-form-broken': { line: 'GET https://[::1/write/$' },
  'length-and-chunks': {
    line: 'POST /login/1',
    headers: [form, 'content-length: 4', 'transfer-encoding: chunked'],
    body: '0\r\n\r\n$',
  },
  'odd-encoding': {
    line: 'POST /login/1',
    headers: [form, 'transfer-encoding: xchunked', 'x-mark: $'],
    body: 'code=1',
  },
  'space-before-colon': { line: 'GET /', headers: ['x-mark : $'] },
  'folded-header': { line: 'GET /', headers: ['x-one: 1\r\n folded', 'x-mark: $'] },
  'two-lengths': { line: 'POST /write/$', headers: ['content-length: 1', 'content-length: 4'], body: 'x' },
  smuggling: {
    line: 'POST /login/$',
    headers: [form, 'transfer-encoding: chunked'],
    body: '0\r\n\r\nPOST /write/$ HTTP/1.1\r\nhost: localhost\r\n\r\n',
  },
  pipelined: { line: 'GET /', body: '', headers: ['x-pipelined: yes'] },
  'upgrade-h2c': { line: 'GET /', headers: ['connection: upgrade', 'upgrade: h2c', 'x-mark: $'] },
  'encoded-body': {
    line: 'POST /login/1',
    headers: [form, 'content-encoding: gzip', 'x-mark: $'],
    body: 'code=1',
  },
  'soap-action-against-body': {
    line: 'POST /v1/Ar',
    headers: [soapHeader('urn:register/Get')],
    body: soapBody('Update', '$'),
  },
  'soap-body-against-action': {
    line: 'POST /v1/Ar',
    headers: [soapHeader('urn:register/Update')],
    body: soapBody('Get', '$'),
  },
  'soap-second-action': {
    line: 'POST /v1/Ar',
    headers: [soapHeader('urn:register/Get'), 'soapaction: urn:register/Update'],
    body: soapBody('Get', '$'),
  },
  'json-rpc-other-method': rpc('{"jsonrpc":"2.0","method":"cancelAppointment","params":["$"]}'),
  'json-rpc-method-twice': rpc(
    '{"jsonrpc":"2.0","method":"cancelAppointment","method":"getAppointments","params":["$"]}',
  ),
  'json-rpc-batch': rpc('[{"jsonrpc":"2.0","method":"cancelAppointment","params":["$"]}]'),
  'graphql-mutation-by-that-name': query('mutation LetterList { delete(id: \\"$\\") }'),
  'graphql-mutation-beside': query('query LetterList { a } mutation Delete { delete(id: \\"$\\") }'),
  'graphql-name-beside-only': query('query Delete { delete(id: \\"$\\") }'),
  'graphql-by-hash': {
    ...{ line: 'POST /graphql', headers: [json] },
    body: '{"operationName":"LetterList","extensions":{"persistedQuery":{"version":1,"sha256Hash":"$"}}}',
  },
  'token-with-write-scope': {
    line: 'POST /token',
    headers: [form],
    body: 'grant_type=client_credentials&scope=write%20$',
  },
  'token-by-password': {
    line: 'POST /token',
    headers: [form],
    body: 'grant_type=password&scope=read&username=$',
  },
  'login-with-more': { line: 'POST /login/1', headers: [form], body: 'code=1&_method=DELETE&x=$' },
  'login-as-json': { line: 'POST /login/1', headers: ['content-type: application/json'], body: '{"x":"$"}' },
};

const text = ({ line, headers = [], body = '', host }: Raw, mark: string, origin: string): string => {
  const chosen = headers.some((header) => /^(content-length|transfer-encoding):/.test(header));
  const filled = body.replaceAll('$', mark);
  const length = body === '' || chosen ? [] : [`content-length: ${Buffer.byteLength(filled)}`];
  const all = [`${line} HTTP/1.1`, `host: ${host ?? new URL(origin).host}`, ...headers, ...length];
  const one = `${all.join('\r\n').replaceAll('$', mark)}\r\n\r\n${filled}`;
  return headers.includes('x-pipelined: yes')
    ? `${one}POST /write/${mark} HTTP/1.1\r\nhost: ${new URL(origin).host}\r\ncontent-length: 0\r\n\r\n`
    : one;
};

export const rawAttacks: readonly Attack[] = Object.entries(requests).map(([id, raw]) => ({
  id,
  by: 'guard',
  isOver: true,
  attempt: (tools) => sendRaw(tools, text(raw, tools.mark, tools.origin)),
}));
