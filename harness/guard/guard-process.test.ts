import { connect } from 'node:net';
import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { createCertificateAuthority } from '#harness/participants/certificate-authority.ts';
import type { LedgerEntry } from '#harness/observation/ledger.schema.ts';
import { hosts, startWorld, type World } from './testing/guarded-world.ts';
import { startUpstream } from './testing/https-upstream.ts';

const authority = await createCertificateAuthority('participants of the test', new Date());
const leaves = Object.fromEntries(
  await Promise.all(Object.values(hosts).map(async (host) => [host, await authority.issue(host)] as const)),
);
const world = (
  mode: 'test' | 'verify',
  more: Partial<Parameters<typeof startWorld>[0]> = {},
): Promise<World> => startWorld({ mode, leaves, trust: [authority.certificate], ...more });
const of = <Kind extends LedgerEntry['entry']>(ledger: LedgerEntry[], kind: Kind) =>
  ledger.filter((entry): entry is Extract<LedgerEntry, { entry: Kind }> => entry.entry === kind);

test('a listed read arrives, marked with run and scenario, and stands in the ledger', async () => {
  await using it = await world('verify');
  const scenario = encodeURIComponent('brevet når fram');
  const response = await it.send(`${it.origins['citizen-portal']}/letters/1`, {
    headers: { 'x-verdikjede-scenario': scenario },
  });

  expect(await response.text()).toBe('hello');
  expect(it.upstream.arrived).toMatchObject([
    { url: '/letters/1', headers: { 'x-verdikjede-run': 'run-1', 'x-verdikjede-scenario': scenario } },
  ]);
  // Read while the guard runs: what was answered is already written.
  const host = `${hosts['citizen-portal']}:${it.upstream.port}`;
  expect(it.ledger()).toMatchObject([
    {
      entry: 'request',
      number: 1,
      kind: 'read',
      method: 'GET',
      host,
      path: '/letters/{id}',
      endpoint: 'citizen-portal',
      operation: 'get-letter',
      scenario: 'brevet når fram',
    },
    { entry: 'response', number: 1, status: 200, contentType: null },
    {
      entry: 'certificate',
      endpoint: 'citizen-portal',
      facts: {
        subject: hosts['citizen-portal'],
        issuer: 'CN=participants of the test',
        names: [hosts['citizen-portal']],
        protocol: 'TLSv1.3',
        refused: null,
      },
    },
  ]);
});

test('what is not listed is answered 403 and does not arrive; with the guard off it does', async () => {
  const attempts: [string, { method: string; body?: string }][] = [
    ['/letters', { method: 'POST', body: '{}' }],
    ['/letters/1', { method: 'DELETE' }],
    ['/letters/1?delete=1', { method: 'GET' }],
  ];
  await using guarded = await world('verify');
  for (const [path, init] of attempts) {
    const response = await guarded.send(`${guarded.origins['citizen-portal']}${path}`, init);
    expect(response.status).toBe(403);
    expect(response.headers.get('x-verdikjede-guard')).toBe('denied');
    const { error, reason, hint } = (await response.json()) as Record<string, string>;
    expect(error).toBe('The guard refused this request; it was not sent.');
    expect(reason).toMatch(/^(No listed operation|Operation get-letter: )/);
    expect(hint).toContain('rehearsal');
  }
  expect(guarded.upstream.arrived).toEqual([]);
  expect(of(guarded.ledger(), 'denial').map(({ class: of, method }) => [of, method])).toEqual([
    ['denied', 'POST'],
    ['denied', 'DELETE'],
    ['denied', 'GET'],
  ]);

  await using open = await world('test');
  for (const [path, init] of attempts)
    await (await open.send(`${open.origins['citizen-portal']}${path}`, init)).text();
  expect(open.upstream.arrived.map(({ method, url, body }) => [method, url, body])).toEqual([
    ['POST', '/letters', '{}'],
    ['DELETE', '/letters/1', ''],
    ['GET', '/letters/1?delete=1', ''],
  ]);
  expect(of(open.ledger(), 'request').map(({ kind, path }) => [kind, path])).toEqual([
    ['allowed', 'other'],
    ['allowed', 'other'],
    ['allowed', '/letters/{id}'],
  ]);
});

test('each redirect hop is judged anew', async () => {
  await using it = await world('test', {
    answer: ({ url }, response) =>
      response.writeHead(302, { location: url === '/own' ? '/' : 'https://evil.test/' }).end(),
  });
  const response = await it.send(`${it.origins['citizen-portal']}/own`);

  expect(response.status).toBe(403);
  expect(it.upstream.arrived.map(({ url }) => url)).toEqual(['/own', '/']);
  expect(of(it.ledger(), 'denial')).toMatchObject([
    {
      class: 'denied',
      host: 'evil.test:443',
      reason: 'https://evil.test is not an address of environment rehearsal.',
    },
  ]);
});

test('the requests of a browser maker are refused in a class of their own, unless a scenario sent them', async () => {
  await using it = await world('test');
  const headers = { 'x-verdikjede-scenario': 'a' };
  await it.send('https://update.googleapis.com/service/update2');
  await it.send('https://update.googleapis.com/service/update2', { headers });
  expect(of(it.ledger(), 'denial').map((entry) => entry.class)).toEqual(['vendor', 'denied']);
});

const badLeaves = async (host: string) => {
  const stranger = await createCertificateAuthority('nobody knows', new Date());
  return [
    [
      'of an unknown issuer',
      await stranger.issue(host),
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'CN=nobody knows',
    ],
    [
      'that has expired',
      await authority.issue(host, { expiresInDays: -1 }),
      'CERT_HAS_EXPIRED',
      'CN=participants of the test',
    ],
    [
      'of another name',
      await authority.issue(host, { wrongName: true }),
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'CN=participants of the test',
    ],
  ] as const;
};
for (const [what, leaf, code, issuer] of await badLeaves(hosts['citizen-portal'])) {
  test(`a certificate ${what} is refused, and its facts are written down`, async () => {
    await using it = await world('verify', { leaves: { ...leaves, [hosts['citizen-portal']]: leaf } });
    const response = await it.send(`${it.origins['citizen-portal']}/`);

    expect(response.status).toBe(502);
    expect(response.headers.get('x-verdikjede-guard')).toBe('refused-certificate');
    expect(await response.json()).toEqual({
      error: 'The guard does not accept the certificate of citizen-portal; nothing was sent.',
      participant: 'citizen-portal',
      reason: code,
    });
    await it.stopGuard();
    expect(it.upstream.arrived).toEqual([]);
    expect(of(it.ledger(), 'failed')).toMatchObject([{ number: 1, reason: code }]);
    expect(of(it.ledger(), 'certificate')).toMatchObject([
      { endpoint: 'citizen-portal', facts: { refused: code, issuer, protocol: 'TLSv1.3' } },
    ]);
  });
}

test('a protocol that is too old is refused, and its certificate is written down', async () => {
  const tls = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  await using it = await world('verify', { tls });
  const response = await it.send(`${it.origins['citizen-portal']}/`);

  expect(await response.json()).toMatchObject({ reason: 'UNSUPPORTED_TLS_PROTOCOL' });
  expect(response.headers.get('x-verdikjede-guard')).toBe('refused-certificate');
  await it.stopGuard();
  expect(it.upstream.arrived).toEqual([]);
  expect(of(it.ledger(), 'certificate')).toMatchObject([
    { facts: { protocol: 'TLSv1.1', refused: 'UNSUPPORTED_TLS_PROTOCOL' } },
  ]);
});

test('a participant that is down is told as such, and names resolve only by the map', async () => {
  await using it = await world('test', { resolve: { [hosts['citizen-portal']]: '127.0.0.1' } });
  await it.upstream[Symbol.asyncDispose]();
  const down = await it.send(`${it.origins['citizen-portal']}/`);
  const unknown = await it.send(`${it.origins['id-porten.id-gateway']}/`);

  expect([down.status, down.headers.get('x-verdikjede-guard')]).toEqual([502, 'failed']);
  expect(await down.json()).toMatchObject({ participant: 'citizen-portal', reason: 'ECONNREFUSED' });
  expect(await unknown.json()).toMatchObject({ participant: 'id-porten.id-gateway', reason: 'ENOTFOUND' });
  expect(of(it.ledger(), 'failed').map(({ number, reason }) => [number, reason])).toEqual([
    [1, 'ECONNREFUSED'],
    [2, 'ENOTFOUND'],
  ]);
});

test('a document is kept when it changes, and reaches the client unchanged', async () => {
  let issuer = 'a';
  await using it = await world('verify', {
    answer: (_request, response) =>
      response.setHeader('content-type', 'application/json').end(`{ "issuer": "${issuer}" }`),
  });
  const read = async () =>
    (await it.send(`${it.origins['id-porten.id-gateway']}/.well-known/openid-configuration`)).text();
  expect([await read(), await read()]).toEqual(['{ "issuer": "a" }', '{ "issuer": "a" }']);
  issuer = 'b';
  await read();
  expect(
    of(it.ledger(), 'document').map(({ endpoint, operation, body }) => [endpoint, operation, body]),
  ).toEqual([
    ['id-porten.id-gateway', 'discovery', { issuer: 'a' }],
    ['id-porten.id-gateway', 'discovery', { issuer: 'b' }],
  ]);
});

/** Speaks to the guard in raw bytes, as no client library would. */
const raw = (proxyUrl: string, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(proxyUrl);
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (part) => (answer += part.toString()));
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
const rawRequest = (host: string, ...lines: string[]): string =>
  [`GET https://${host}/ HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...lines, '', ''].join('\r\n');

test('upgrades, other Host headers and two body lengths are refused, and stand in the ledger', async () => {
  await using it = await world('test');
  const { host } = new URL(it.origins['citizen-portal']);
  const upgrade = rawRequest(
    host,
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  );
  expect(await raw(it.guard.proxyUrl, upgrade.replace('Connection: close', 'Connection: Upgrade'))).toContain(
    '403 Forbidden',
  );
  expect(
    await raw(it.guard.proxyUrl, rawRequest(host).replace(`Host: ${host}`, 'Host: evil.test')),
  ).toContain('Host header');
  expect(
    await raw(it.guard.proxyUrl, rawRequest(host, 'Content-Length: 1', 'Transfer-Encoding: chunked')),
  ).toContain('400');
  expect(await raw(it.guard.proxyUrl, rawRequest(host).replace('https://', 'http://'))).toContain(
    'not an address',
  );
  expect(it.upstream.arrived).toEqual([]);
  expect(of(it.ledger(), 'denial')).toHaveLength(4);
});

test('a guard that is killed is noticed, and nothing passes any more', async () => {
  await using it = await world('test');
  await (await it.send(`${it.origins['citizen-portal']}/`)).text();
  process.kill(it.guardPid, 'SIGKILL');

  expect(await it.guard.died).toMatchObject({ code: 'GUARD_STOPPED', stage: 'guard' });
  await expect(it.send(`${it.origins['citizen-portal']}/`)).rejects.toThrow();
  expect(of(it.ledger(), 'response')).toHaveLength(1);
});

test('a guard that cannot start says so', async () => {
  await expect(world('test', { trust: ['no certificate'] })).rejects.toMatchObject({
    code: 'GUARD_NOT_READY',
  });
});

test('a stopped guard has ended, and leaves its ledger', async () => {
  await using it = await world('test');
  await it.stopGuard();
  expect(existsSync(`/proc/${it.guardPid}`)).toBe(false);
  expect(it.ledger()).toEqual([]);
});

test('a participant at localhost is reached, and the guard lives', async () => {
  const localhost = { localhost: await authority.issue('localhost') };
  await using upstream = await startUpstream(localhost, (_request, response) => response.end('hello'));
  const origins = { 'citizen-portal': `https://localhost:${upstream.port}` };
  await using it = await world('verify', { origins, resolve: { localhost: '127.0.0.1' } });
  for (const id of [1, 2]) {
    expect(await (await it.send(`${origins['citizen-portal']}/letters/${id}`)).text()).toBe('hello');
  }
  expect(upstream.arrived).toHaveLength(2);
});
