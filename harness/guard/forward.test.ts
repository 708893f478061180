import { readFileSync } from 'node:fs';
import { request as plainRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { request } from 'node:https';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import { createCertificateAuthority } from '#harness/participants/certificate-authority.ts';
import { hosts, startWorld, type World } from './testing/guarded-world.ts';

const host = hosts['citizen-portal'];

async function oneParticipant() {
  const authority = await createCertificateAuthority('participants of the test', new Date());
  const leaves = { [host]: await authority.issue(host) };
  return { mode: 'test', leaves, trust: [authority.certificate] } as const;
}

const caOf = ({ guard }: World): string => readFileSync(guard.caPath, 'utf8');

test('a client is served although the guard itself has a connection from a port of the same number', async () => {
  test.skip(process.platform !== 'linux', 'other systems give a port number once');
  const waiting: ServerResponse[] = [];
  await using it = await startWorld({
    ...(await oneParticipant()),
    answer: ({ url }, response) => (url === '/wait' ? waiting.push(response) : response.end('hello')),
  });
  const origin = it.origins['citizen-portal'];
  const held = Array.from({ length: 100 }, () => it.send(`${origin}/wait`).then((answer) => answer.text()));
  await expect.poll(() => waiting.length, { timeout: 20_000 }).toBe(held.length);

  const portsOfGuard = new Set(waiting.map(({ socket }) => socket?.remotePort));
  const client = await connectFromOneOf(portsOfGuard, Number(new URL(it.guard.proxyUrl).port));
  const answer = await askThrough(client, `${origin}/letters/1`, caOf(it));
  for (const response of waiting) response.end('late');
  expect(new Set(await Promise.all(held))).toEqual(new Set(['late']));
  expect(`${answer.statusCode} ${(await answer.toArray()).join('')}`).toBe('200 hello');
});

/** What participants answer, down to the bytes, that an answer can go wrong by. */
const brokenAnswers: Readonly<Record<string, (client: Socket) => void>> = {
  'that breaks off in its head': (client) => client.end('HTTP/1.1 200 O'),
  'that is no HTTP': (client) => client.end('hello\r\n\r\n'),
  'with a control character in a header': (client) =>
    client.end('HTTP/1.1 200 OK\r\nx: a\u0001b\r\n\r\nhello'),
  'that changes the protocol unasked': (client) =>
    client.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
  'that never comes': (client) => client.destroy(),
};

test('an answer that is none is told as such, and the guard goes on', async () => {
  await using it = await startWorld({
    ...(await oneParticipant()),
    answer: ({ url }, response) => {
      const broken = brokenAnswers[decodeURIComponent(url.slice(1))];
      if (broken === undefined || response.socket === null) response.end('hello');
      else broken(response.socket);
    },
  });
  const origin = it.origins['citizen-portal'];
  for (const what of Object.keys(brokenAnswers)) {
    const answer = await it.send(`${origin}/${encodeURIComponent(what)}`);
    expect([answer.status, answer.headers.get('x-verdikjede-guard')], what).toEqual([502, 'failed']);
    expect(await (await it.send(`${origin}/letters/1`)).text(), what).toBe('hello');
  }
  const failed = it.ledger().filter(({ entry }) => entry === 'failed');
  expect(failed).toHaveLength(Object.keys(brokenAnswers).length);
});

test('an answer that breaks off reaches the client broken off, and the guard goes on', async () => {
  await using it = await startWorld({
    ...(await oneParticipant()),
    answer: ({ url }, response) => {
      if (url !== '/half') response.end('hello');
      else response.writeHead(200, { 'content-length': 10 }).write('half', () => response.destroy());
    },
  });
  const origin = it.origins['citizen-portal'];
  await expect(it.send(`${origin}/half`).then((answer) => answer.text())).rejects.toThrow();
  expect(await (await it.send(`${origin}/letters/1`)).text()).toBe('hello');
});

test('an answer is passed on as it came: status, doubled headers, trailers, bytes', async () => {
  await using it = await startWorld({
    ...(await oneParticipant()),
    answer: (_request, response) => {
      response.writeHead(
        203,
        'As it was',
        [
          ['Set-Cookie', 'a=1'],
          ['set-cookie', 'b=2'],
          ['Trailer', 'x-end'],
        ].flat(),
      );
      response.write(Buffer.from([0, 255, 10]));
      response.addTrailers({ 'x-end': 'reached' });
      response.end(Buffer.from([13, 0]));
    },
  });
  const { hostname, port } = new URL(it.guard.proxyUrl);
  const client = connect(Number(port), hostname);
  const answer = await askThrough(client, `${it.origins['citizen-portal']}/letters/1`, caOf(it));
  expect([answer.statusCode, answer.statusMessage]).toEqual([203, 'As it was']);
  expect(answer.headers['set-cookie']).toEqual(['a=1', 'b=2']);
  expect(Buffer.concat(await answer.toArray())).toEqual(Buffer.from([0, 255, 10, 13, 0]));
  expect(answer.trailers).toEqual({ 'x-end': 'reached' });
});

test('a request goes by TLS, however its scheme is spelled', async () => {
  await using it = await startWorld(await oneParticipant());
  const { host: authority } = new URL(it.origins['citizen-portal']);
  const { hostname, port } = new URL(it.guard.proxyUrl);
  for (const scheme of ['https', 'HTTPS', 'hTTps']) {
    const asking = plainRequest({
      ...{ host: hostname, port, path: `${scheme}://${authority}/letters/1`, headers: { host: authority } },
    }).end();
    const [answer] = (await once(asking, 'response')) as [IncomingMessage];
    expect([answer.statusCode, (await answer.toArray()).join('')], scheme).toEqual([200, 'hello']);
  }
});

/** The system gives ports in turn, so one of these comes within a walk through all of them. */
async function connectFromOneOf(ports: ReadonlySet<number | undefined>, to: number): Promise<Socket> {
  for (let tries = 0; tries < 65_536; tries += 1) {
    const socket = connect({ host: '127.0.0.1', port: to });
    await once(socket, 'connect');
    if (ports.has(socket.localPort)) return socket;
    socket.resetAndDestroy();
  }
  throw new Error('The system gave no port twice.');
}

/** The answer to a GET through a proxy that a connection is there to. */
async function askThrough(client: Socket, address: string, ca: string): Promise<IncomingMessage> {
  const { hostname, host: authority } = new URL(address);
  const opening = plainRequest({ method: 'CONNECT', path: authority, createConnection: () => client }).end();
  await once(opening, 'connect');
  const socket = connectTls({ socket: client, servername: hostname, ca });
  const asking = request(address, { createConnection: () => socket }).end();
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  return answer;
}
