import { expect, test } from '@playwright/test';
import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { connect, type Socket } from 'node:net';
import tls from 'node:tls';
import { waitUntil } from '#harness/common/wait-until.ts';
import { createCertificateAuthority } from '#harness/participants/certificate-authority.ts';
import { isAuthority } from './guard-tunnels.ts';
import { hosts, startWorld, type World } from './testing/guarded-world.ts';

const authority = await createCertificateAuthority('participants of the test', new Date());
const host = hosts['citizen-portal'];
const leaves = { [host]: await authority.issue(host) };
const secret = 'hidden-in-a-tunnel';

/** Sends a head as it stands; gives the first line of the answer. */
async function asked(it: World, ...head: string[]): Promise<string> {
  const { hostname, port } = new URL(it.guard.proxyUrl);
  const socket = connect(Number(port), hostname);
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  const [answer] = (await Promise.race([once(socket, 'data'), once(socket, 'close')])) as unknown[];
  socket.destroy();
  return String(answer).split('\r\n', 1)[0] ?? '';
}

const denialsOf = (it: World) => it.ledger().filter((entry) => entry.entry === 'denial');
/** What Node or mockttp refuses is written down when it has been answered. */
const untilDenied = (it: World, count: number) =>
  waitUntil({
    what: `denial ${count}`,
    look: () => (denialsOf(it).length >= count ? true : undefined),
    timeoutMs: 5_000,
  });
const oddTargets = [
  ...[host, `${host}:`, `${host}:0`, `${host}:65536`, `${host}:https`, `${host}:443:443`, `${host}:-1`],
  ...[
    `${secret}@${host}:443`,
    `user:${secret}@${host}:443`,
    `https://${host}:443`,
    `https://${host}/${secret}`,
  ],
  ...[
    `/${secret}`,
    `${host}:443/${secret}`,
    `${host}:443?${secret}`,
    '*',
    ':443',
    '[::1:443',
    '1.2.3.4.5:443',
  ],
  ...['%63itizen-portal.rehearsal.test:443', '', `${host} :443`, 'å.test:443'],
];

for (const mode of ['verify', 'test'] as const) {
  test(`a tunnel to no name and port is denied, whatever is asked for, and the guard lives (${mode})`, async () => {
    await using it = await startWorld({ mode, leaves, trust: [authority.certificate] });
    for (const [i, target] of oddTargets.entries()) {
      expect(await asked(it, `CONNECT ${target} HTTP/1.1`, `host: ${host}`), target).toMatch(
        /^HTTP\/1\.1 40[03] /,
      );
      await untilDenied(it, i + 1);
    }
    const denials = denialsOf(it);
    expect(denials).toHaveLength(oddTargets.length);
    for (const { class: of } of denials) expect(of).toBe('denied');
    expect(JSON.stringify(denials)).not.toContain(secret);
    // The control: a tunnel to a name and a port is opened, and what is asked for in it arrives.
    expect(await (await it.send(`${it.origins['citizen-portal']}/letters/1`)).text()).toBe('hello');
    expect(it.upstream.arrived.map(({ url }) => url)).toEqual(['/letters/1']);
  });
}

test('a tunnel by HTTP/2 is denied', async () => {
  await using it = await startWorld({ mode: 'test', leaves, trust: [authority.certificate] });
  const client = connectHttp2(it.guard.proxyUrl);
  const stream = client.request({
    ':method': 'CONNECT',
    ':authority': new URL(it.origins['citizen-portal']).host,
  });
  const [headers] = (await once(stream, 'response')) as [Record<string, unknown>];
  client.destroy();
  expect(headers[':status']).toBe(403);
  expect(denialsOf(it)).toMatchObject([{ class: 'denied', reason: 'HTTP/2 is not spoken here.' }]);
});

test('what a tunnel brings for a proxy neither ends the guard nor reaches it', async () => {
  await using it = await startWorld({ mode: 'test', leaves, trust: [authority.certificate] });
  const { host: at } = new URL(it.origins['citizen-portal']);
  const settings = Buffer.from('metadata:{"tags":5}').toString('base64');
  for (const credentials of ['Basic', `Basic ${settings}`]) {
    const head = [`CONNECT ${at} HTTP/1.1`, `host: ${at}`, `proxy-authorization: ${credentials}`];
    expect(await asked(it, ...head)).toBe('HTTP/1.1 200 OK');
  }
  expect(await (await it.send(`${it.origins['citizen-portal']}/letters/1`)).text()).toBe('hello');
  expect(denialsOf(it)).toEqual([]);
});

test('a request whose head mockttp cannot read is denied', async () => {
  await using it = await startWorld({ mode: 'test', leaves, trust: [authority.certificate] });
  const heads = [
    ['GET / HTTP/1.1', `host: ${host}:65536`],
    ['GET / HTTP/1.1', `host: ${host}:https`],
    ['GET / HTTP/1.1', 'host: [::1'],
    [`GET http://${host}/ HTTP/1.1`, `host: ${host}`, 'proxy-authorization: Basic'],
  ];
  for (const [i, head] of heads.entries()) {
    expect(await asked(it, ...head), head.join()).toMatch(/^HTTP\/1\.1 40[03] /);
    await untilDenied(it, i + 1);
  }
  expect(denialsOf(it).map((denial) => denial.class)).toEqual(heads.map(() => 'denied'));
  expect((await it.send(`${it.origins['citizen-portal']}/letters/1`)).status).toBe(200);
});

/** Asks for a tunnel and, in it, for TLS or for nothing; gives the connection when it is there. */
async function tunnelTo(it: World, authority: string, how: 'silent' | 'TLS'): Promise<Socket> {
  const { hostname, port } = new URL(it.guard.proxyUrl);
  const socket = connect(Number(port), hostname);
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nhost: ${authority}\r\n\r\n`);
  expect(String(await once(socket, 'data'))).toMatch(/^HTTP\/1\.1 200 /);
  if (how === 'TLS') await once(tls.connect({ socket, rejectUnauthorized: false }), 'secureConnect');
  return socket;
}

for (const mode of ['verify', 'test'] as const) {
  test(`a tunnel to elsewhere in which nothing is asked for is denied (${mode})`, async () => {
    await using it = await startWorld({ mode, leaves, trust: [authority.certificate] });
    const { host: ours } = new URL(it.origins['citizen-portal']);
    for (const how of ['silent', 'TLS'] as const) {
      (await tunnelTo(it, 'elsewhere.test:443', how)).destroy();
      await untilDenied(it, how === 'silent' ? 1 : 2);
      // The control: one to a participant is a connection that was not needed.
      (await tunnelTo(it, ours, how)).destroy();
    }
    await tunnelTo(it, 'elsewhere.test:8443', 'TLS');
    await it.stopGuard();
    const denied = {
      class: 'denied',
      method: 'CONNECT',
      reason: expect.stringContaining('nothing was asked'),
    };
    expect(denialsOf(it)).toMatchObject([
      { ...denied, host: 'elsewhere.test:443' },
      { ...denied, host: 'elsewhere.test:443' },
      { ...denied, host: 'elsewhere.test:8443' },
    ]);
  });
}

test('a tunnel to elsewhere is denied once: by what is asked for in it', async () => {
  await using it = await startWorld({ mode: 'verify', leaves, trust: [authority.certificate] });
  await it.send('https://elsewhere.test/letters/1');
  const socket = await tunnelTo(it, 'elsewhere.test:443', 'silent');
  socket.write('NO REQUEST\r\n\r\n');
  await once(socket, 'close');
  await untilDenied(it, 2);
  await it.stopGuard();
  expect(denialsOf(it).map(({ method }) => method)).toEqual(['GET', '?']);
});

test('a request that waits to be asked for its body is denied once', async () => {
  await using it = await startWorld({ mode: 'verify', leaves, trust: [authority.certificate] });
  const socket = await tunnelTo(it, 'elsewhere.test:443', 'silent');
  socket.write(
    'POST / HTTP/1.1\r\nhost: elsewhere.test:443\r\nexpect: 100-continue\r\ncontent-length: 1\r\n\r\nx',
  );
  await untilDenied(it, 1);
  socket.destroy();
  await it.stopGuard();
  expect(denialsOf(it).map(({ method }) => method)).toEqual(['POST']);
});

test('a request by HTTP/2 is denied', async () => {
  await using it = await startWorld({ mode: 'verify', leaves, trust: [authority.certificate] });
  const socket = await tunnelTo(it, 'elsewhere.test:443', 'silent');
  const client = connectHttp2('http://elsewhere.test:443', { createConnection: () => socket });
  const stream = client.request({ ':path': '/letters/1' });
  const [headers] = (await once(stream, 'response')) as [Record<string, unknown>];
  client.destroy();
  expect(headers[':status']).toBe(403);
  expect(denialsOf(it)).toMatchObject([{ class: 'denied', reason: 'HTTP/2 is not spoken here.' }]);
});

test('isAuthority() takes names and addresses with a port, and nothing else', () => {
  for (const target of ['a.test:443', 'a:1', 'A-b.test:65535', '127.0.0.1:8443', '[::1]:443'])
    expect(isAuthority(target), target).toBe(true);
  for (const target of oddTargets) expect(isAuthority(target), target).toBe(false);
});
