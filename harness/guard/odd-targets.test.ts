import { expect, test } from '@playwright/test';
import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { createCertificateAuthority } from '#harness/participants/certificate-authority.ts';
import { hosts, startWorld, type World } from './testing/guarded-world.ts';

const authority = await createCertificateAuthority('participants of the test', new Date());
const host = hosts['citizen-portal'];
const leaves = { [host]: await authority.issue(host) };

/** Sends one request line through a tunnel, as it stands; gives the first line of the answer. */
async function asked(it: World, line: string): Promise<string> {
  const { hostname, port } = new URL(it.guard.proxyUrl);
  const at = new URL(it.origins['citizen-portal']).host;
  const connect = http.request({ host: hostname, port, method: 'CONNECT', path: at }).end();
  const [, tunnel] = (await once(connect, 'connect')) as [IncomingMessage, Duplex];
  const socket = tls.connect({ socket: tunnel, servername: host, rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  socket.write(`${line} HTTP/1.1\r\nhost: ${at}\r\n\r\n`);
  const [answer] = (await Promise.race([once(socket, 'data'), once(socket, 'close')])) as unknown[];
  socket.destroy();
  return String(answer).split('\r\n', 1)[0] ?? '';
}

const targets = [
  'GET https://%63itizen-portal.rehearsal.test/letters/1',
  'GET https://[::1/letters/1',
  'GET https://user@elsewhere.test/',
  'GET http:///letters/1',
  'OPTIONS *',
];
for (const mode of ['verify', 'test'] as const) {
  test(`a target that is neither a path nor a plain address is denied, and the guard lives (${mode})`, async () => {
    await using it = await startWorld({ mode, leaves, trust: [authority.certificate] });
    for (const line of targets) expect(await asked(it, line), line).toBe('HTTP/1.1 403 Forbidden');
    // The control: a plain target arrives.
    expect(await asked(it, 'GET /letters/1')).toBe('HTTP/1.1 200 OK');
    expect(it.upstream.arrived.map(({ url }) => url)).toEqual(['/letters/1']);
    const denials = it.ledger().filter(({ entry }) => entry === 'denial');
    expect(denials).toHaveLength(targets.length);
    expect(denials).toMatchObject(
      targets.map(() => ({ class: 'denied', reason: expect.stringContaining('neither a path') })),
    );
  });
}
