import { expect, test } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { drawPersonNumber } from '#harness/identities/generate/person-number.ts';
import { createRandom } from '#harness/identities/generate/random.ts';
import { futurePersonNumber } from '#harness/identities/future-person.fixture.ts';
import type { LedgerEntry } from '#harness/observation/ledger.schema.ts';
import { createCertificateAuthority } from '#harness/participants/certificate-authority.ts';
import { hosts, startWorld, type World } from './testing/guarded-world.ts';

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

const somebody = futurePersonNumber();
const synthetic = (series: '+80' | '+65', seed: string): string =>
  drawPersonNumber(createRandom(seed), new Set(), {
    ...{ birthDate: '1984-02-15', sex: 'female', series, isDNumber: false },
  });
const [onRoster, offRoster] = [synthetic('+65', 'on the roster'), synthetic('+80', 'another')];
const base64url = (text: string): string => Buffer.from(text).toString('base64url');

interface Attempt {
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  /** Where the incident says that it was. */
  readonly where: string;
}
/** The places of a request that a number may stand in. */
const attempts = (n: string): Record<string, Attempt> => ({
  'the path': { path: `/letters/${n}`, where: 'path' },
  'the path, in percent': { path: `/letters/%3${[...n].join('%3')}`, where: 'path: escapes' },
  'the query': { path: `/letters/1?fnr=${n.slice(0, 6)}+${n.slice(6)}`, where: 'query' },
  'a header': { headers: { 'nav-personident': n }, where: 'header' },
  'a cookie': { headers: { cookie: `a=1; who=${n}` }, where: 'header' },
  'a JWT': {
    headers: { authorization: `Bearer ${base64url('{"alg":"RS256"}')}.${base64url(`{"pid":"${n}"}`)}.c2ln` },
    where: 'header: JWT',
  },
  'basic authorization': {
    headers: { authorization: `Basic ${btoa(`${n}:secret`)}` },
    where: 'header: base64',
  },
  'a form': {
    ...{ headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `a=b&fnr=${n}` },
    where: 'form',
  },
  JSON: {
    ...{ headers: { 'content-type': 'application/json' }, body: JSON.stringify({ deep: [{ pid: n }] }) },
    where: 'JSON',
  },
  XML: {
    headers: { 'content-type': 'application/xml' },
    ...{ body: `<Patient><Ident><Id>${n}</Id></Ident></Patient>`, where: 'XML' },
  },
  'base64 in JSON': {
    headers: { 'content-type': 'application/json' },
    ...{ body: JSON.stringify({ businessDocument: btoa(`<Id>${n}</Id>`) }), where: 'JSON: base64' },
  },
  gzip: {
    headers: { 'content-type': 'application/xml', 'content-encoding': 'gzip' },
    ...{ body: gzipSync(`<Id>${n}</Id>`), where: 'XML: gzip' },
  },
  'gzip in base64': { body: gzipSync(`<Id>${n}</Id>`).toString('base64'), where: 'body: base64, gzip' },
  'UTF-16': { body: Buffer.from(`\ufeff<Id>${n}</Id>`, 'utf16le'), where: 'body: UTF-16' },
});

const send = (it: World, { path = '/letters/1', headers = {}, body }: Attempt) =>
  it.send(`${it.origins['citizen-portal']}${path}`, {
    headers,
    ...(body === undefined ? {} : { method: 'POST', body }),
  });
const everythingKept = ({ guard }: World): string => {
  const folder = dirname(guard.ledgerPath);
  return readdirSync(folder)
    .filter((name) => name !== 'guard.json' && !name.endsWith('.sock'))
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');
};

for (const mode of ['test', 'verify'] as const) {
  test(`a request that carries a real person is refused in ${mode}, wherever the number stands`, async () => {
    await using it = await world(mode, { roster: [onRoster] });
    for (const [place, attempt] of Object.entries(attempts(somebody))) {
      const response = await send(it, attempt);
      expect([place, response.status, response.headers.get('x-verdikjede-guard')]).toEqual([
        place,
        403,
        'denied',
      ]);
      const { reason } = (await response.json()) as { reason: string };
      expect(reason).toMatch(/^It carries a person who is not on the roster \(/);
    }
    expect(it.upstream.arrived).toEqual([]);
    const ledger = it.ledger();
    const incidents = of(ledger, 'identity');
    expect(incidents.map(({ where }) => where)).toEqual(
      Object.values(attempts('0')).map(({ where }) => where),
    );
    expect(new Set(incidents.map(({ way, is }) => `${way} ${is}`))).toEqual(new Set(['request real']));
    expect(new Set(incidents.map(({ hmac }) => hmac)).size).toBe(1);
    expect(of(ledger, 'denial').every((denial) => denial.class === 'denied')).toBe(true);
    expect(everythingKept(it).includes(somebody)).toBe(false);
  });
}

test('with the search off the same requests arrive', async () => {
  await using it = await world('test', { searchesNobody: true });
  const all = Object.values(attempts(somebody));
  for (const attempt of all) expect((await send(it, attempt)).status).toBe(200);
  expect(it.upstream.arrived.length).toBe(all.length);
});

test('people of the roster pass; other synthetic ones only in test', async () => {
  for (const mode of ['test', 'verify'] as const) {
    await using it = await world(mode, { roster: [onRoster] });
    const header = (n: string): Attempt => ({ headers: { who: n }, where: 'header' });
    expect((await send(it, header(onRoster))).status).toBe(200);
    expect((await send(it, header(offRoster))).status).toBe(mode === 'test' ? 200 : 403);
    expect(of(it.ledger(), 'identity').map(({ is }) => is)).toEqual(mode === 'test' ? [] : ['synthetic']);
  }
});

const answers: Record<
  string,
  { headers?: Record<string, string>; body: (n: string) => string | Buffer; where: string }
> = {
  HTML: {
    headers: { 'content-type': 'text/html' },
    body: (n) => `<p>${n.slice(0, 6)} ${n.slice(6)}`,
    where: 'body',
  },
  JSON: {
    headers: { 'content-type': 'application/json' },
    ...{ body: (n) => JSON.stringify({ doc: btoa(`<Id>${n}</Id>`) }), where: 'JSON: base64' },
  },
  gzip: { headers: { 'content-encoding': 'gzip' }, body: (n) => gzipSync(`<p>${n}`), where: 'body: gzip' },
};
for (const [kind, { headers = {}, body, where }] of Object.entries(answers)) {
  test(`an answer (${kind}) with somebody off the roster is not passed on, and nothing leaves after it`, async () => {
    await using it = await world('verify', {
      roster: [onRoster],
      answer: ({ url }, response) =>
        response.writeHead(200, headers).end(body(url === '/' ? onRoster : somebody)),
    });
    expect((await it.send(`${it.origins['citizen-portal']}/`)).status).toBe(200);
    const response = await it.send(`${it.origins['citizen-portal']}/letters/1`);
    expect(response.status).toBe(403);
    const told = await response.text();
    expect(told).toContain('did not pass this answer on');
    expect(told.includes(somebody)).toBe(false);
    await it.guard.stopped;

    expect((await it.send(`${it.origins['citizen-portal']}/`)).status).toBe(403);
    expect(it.upstream.arrived.map(({ url }) => url)).toEqual(['/', '/letters/1']);
    const ledger = it.ledger();
    expect(of(ledger, 'identity')).toMatchObject([
      {
        way: 'answer',
        endpoint: 'citizen-portal',
        where,
        is: 'real',
        hmac: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    ]);
    expect(of(ledger, 'denial').map((denial) => denial.class)).toEqual(['after stop']);
    expect(everythingKept(it).includes(somebody)).toBe(false);
  });
}

const headOf: Readonly<Record<string, (n: string) => string>> = {
  'the second of two headers': (n) =>
    `HTTP/1.1 200 OK\r\nlocation: /a\r\nlocation: /${n}\r\ncontent-length: 0\r\n\r\n`,
  'the reason': (n) => `HTTP/1.1 200 ${n}\r\ncontent-length: 0\r\n\r\n`,
  'a trailer': (n) => `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\nx-end: ${n}\r\n\r\n`,
  'a trailer of a stream': (n) =>
    `HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n0\r\nx-end: ${n}\r\n\r\n`,
};
for (const [place, head] of Object.entries(headOf)) {
  test(`an answer with somebody off the roster in ${place} is not passed on`, async () => {
    await using it = await world('verify', { answer: (_, { socket }) => socket?.end(head(somebody)) });
    const response = await it.send(`${it.origins['citizen-portal']}/letters/1`);
    expect(response.status).toBe(403);
    await it.guard.stopped;
    expect(of(it.ledger(), 'identity')).toMatchObject([{ way: 'answer', where: 'header', is: 'real' }]);
  });
}

test('a large answer that is searched passes whole, though its connection ends', async () => {
  const body = 'a'.repeat(3_000_000);
  await using it = await world('verify', {
    answer: (_, response) => response.writeHead(200, { connection: 'close' }).end(body),
  });
  const response = await it.send(`${it.origins['citizen-portal']}/letters/1`);
  expect((await response.text()).length).toBe(body.length);
});

test('with the search off the same answer is passed on', async () => {
  await using it = await world('verify', {
    searchesNobody: true,
    answer: (_, response) => response.end(somebody),
  });
  const response = await it.send(`${it.origins['citizen-portal']}/letters/1`);
  expect((await response.text()).includes(somebody)).toBe(true);
});

test('a stream of events passes part by part, and ends before the part that carries somebody', async () => {
  let more: (text: string) => void = () => undefined;
  await using it = await world('verify', {
    answer: (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: first\n\n');
      more = (text) => response.write(text);
    },
  });
  const response = await it.send(`${it.origins['citizen-portal']}/letters/1`, {
    headers: { accept: 'text/event-stream' },
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const next = async (): Promise<string> => new TextDecoder().decode((await reader.read()).value);
  expect(await next()).toBe('data: first\n\n');
  more('data: second\n\n');
  expect(await next()).toBe('data: second\n\n');
  more(`data: ${somebody.slice(0, 6)}`);
  expect((await next()).endsWith(somebody.slice(0, 6))).toBe(true);
  more(`${somebody.slice(6)}\n\n`);
  const ended = await reader.read().then(
    ({ done }) => done,
    () => true,
  );
  expect(ended).toBe(true);
  await it.guard.stopped;
  expect(of(it.ledger(), 'identity')).toMatchObject([{ way: 'answer', is: 'real' }]);
});

test('what cannot be searched to its end is not sent and not passed on', async () => {
  const bomb = gzipSync(Buffer.alloc(40_000_000, 'a'));
  await using it = await world('test', {
    answer: (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
  });
  const out = await send(it, { body: bomb, where: 'body' });
  expect(out.status).toBe(403);
  expect(it.upstream.arrived).toEqual([]);
  const back = await it.send(`${it.origins['citizen-portal']}/letters/1`);
  expect(back.status).toBe(403);
  await back.text();
  expect(of(it.ledger(), 'denial').map(({ reason }) => reason)).toEqual([
    'There is more to decode in it than can be searched for people.',
    'There is more to decode in the answer than can be searched for people.',
  ]);
});
