import { readFileSync } from 'node:fs';
import { request as plainRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { request } from 'node:https';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import { createCertificateAuthority } from '#harness/participants/certificate-authority.ts';
import { hosts, startWorld } from './testing/guarded-world.ts';

const host = hosts['citizen-portal'];

test('a client is served although the guard itself has a connection from a port of the same number', async () => {
  test.skip(process.platform !== 'linux', 'other systems give a port number once');
  const authority = await createCertificateAuthority('participants of the test', new Date());
  const waiting: ServerResponse[] = [];
  await using it = await startWorld({
    mode: 'test',
    leaves: { [host]: await authority.issue(host) },
    trust: [authority.certificate],
    answer: ({ url }, response) => (url === '/wait' ? waiting.push(response) : response.end('hello')),
  });
  const origin = it.origins['citizen-portal'];
  const held = Array.from({ length: 100 }, () => it.send(`${origin}/wait`).then((answer) => answer.text()));
  await expect.poll(() => waiting.length, { timeout: 20_000 }).toBe(held.length);

  const portsOfGuard = new Set(waiting.map(({ socket }) => socket?.remotePort));
  const client = await connectFromOneOf(portsOfGuard, Number(new URL(it.guard.proxyUrl).port));
  const ca = readFileSync(it.guard.caPath, 'utf8');
  const answer = await askThrough(client, `${origin}/letters/1`, ca);
  for (const response of waiting) response.end('late');
  expect(new Set(await Promise.all(held))).toEqual(new Set(['late']));
  expect(answer).toBe('200 hello');
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

/** Status and body of a GET through a proxy that a connection is there to. */
async function askThrough(client: Socket, address: string, ca: string): Promise<string> {
  const { hostname, host: authority } = new URL(address);
  const opening = plainRequest({ method: 'CONNECT', path: authority, createConnection: () => client }).end();
  await once(opening, 'connect');
  const socket = connectTls({ socket: client, servername: hostname, ca });
  const asking = request(address, { createConnection: () => socket }).end();
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  return `${answer.statusCode} ${(await answer.toArray()).join('')}`;
}
