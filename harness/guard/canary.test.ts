import { connect } from 'node:net';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { canaryPath } from '#harness/common/canary.ts';
import { createCertificateAuthority } from '#harness/participants/certificate-authority.ts';
import { hosts, startWorld, type World } from './testing/guarded-world.ts';

const authority = await createCertificateAuthority('participants of the test', new Date());
const leaves = Object.fromEntries(
  await Promise.all(Object.values(hosts).map(async (host) => [host, await authority.issue(host)] as const)),
);
const world = (more: Partial<Parameters<typeof startWorld>[0]> = {}): Promise<World> =>
  startWorld({ mode: 'verify', leaves, trust: [authority.certificate], ...more });
const classes = (it: World): string[] =>
  it.ledger().flatMap((entry) => (entry.entry === 'denial' ? [entry.class] : []));
const post = (it: World, path: string, headers: Record<string, string> = {}) =>
  it.send(`${it.origins['citizen-portal']}${path}`, { method: 'POST', headers });

test('the canary is a class of its own, once, and only as the first thing that is refused', async () => {
  await using it = await world();
  expect((await post(it, canaryPath)).status).toBe(403);
  expect((await post(it, canaryPath)).status).toBe(403);
  expect(classes(it)).toEqual(['canary', 'denied']);
  expect(it.upstream.arrived).toEqual([]);
});

test('what only looks like the canary is a denial: another path or method, a scenario’s, or too late', async () => {
  for (const first of [
    (it: World) => post(it, '/letters'),
    (it: World) => post(it, `${canaryPath}/more`),
    (it: World) => post(it, canaryPath, { 'x-verdikjede-scenario': 'mine' }),
    (it: World) => it.send(`${it.origins['citizen-portal']}${canaryPath}`),
  ]) {
    await using it = await world();
    await first(it);
    await post(it, canaryPath);
    expect(classes(it)).toEqual(['denied', 'denied']);
  }
});

test('in test there is no canary', async () => {
  await using it = await world({ mode: 'test' });
  await it.send('https://elsewhere.test/').catch(() => undefined);
  expect(classes(it)).toEqual(['denied']);
});

test('the guard’s socket leads to the same rules as its port', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'verdikjede-socket-'));
  try {
    const socketPath = join(folder, 'guard.sock');
    await using it = await world({ socketPath });
    const socket = connect(socketPath);
    socket.write(
      'POST http://citizen-portal.rehearsal.test/letters HTTP/1.1\r\nhost: citizen-portal.rehearsal.test\r\n',
    );
    socket.write('content-length: 0\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 403 /);
    expect(classes(it)).toEqual(['denied']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
