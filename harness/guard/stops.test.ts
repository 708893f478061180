import { expect, test } from '@playwright/test';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { temporaryLog } from '#harness/audit/testing/temporary-log.ts';
import { scanLog } from '#harness/audit/scan-log.ts';
import { verifyLog } from '#harness/audit/verify-log.ts';
import { waitUntil } from '#harness/common/wait-until.ts';
import { createCertificateAuthority } from '#harness/participants/certificate-authority.ts';
import { askToStop, controlSocketName } from './ask-to-stop.ts';
import { hosts, startWorld, type World } from './testing/guarded-world.ts';

const authority = await createCertificateAuthority('participants of the test', new Date());
const leaves = Object.fromEntries(
  await Promise.all(Object.values(hosts).map(async (host) => [host, await authority.issue(host)] as const)),
);
const world = async (more: Partial<Parameters<typeof startWorld>[0]> = {}): Promise<World> => {
  const it = await startWorld({ mode: 'verify', leaves, trust: [authority.certificate], ...more });
  // The guard opens it when it has said that it is ready.
  const look = (): true | undefined => existsSync(controlOf(it)) || undefined;
  if (more.mode !== 'test') await waitUntil({ what: 'the control socket', timeoutMs: 10_000, look });
  return it;
};
const read = async (it: World): Promise<number> => {
  const answer = await it.send(`${it.origins['citizen-portal']}/letters/1`);
  await answer.text();
  return answer.status;
};
const controlOf = (it: World): string => join(dirname(it.guard.ledgerPath), controlSocketName);
const stopsOf = (it: World) => it.ledger().filter((entry) => entry.entry === 'stopped');
const deniedOf = (it: World) => it.ledger().flatMap((entry) => (entry.entry === 'denial' ? [entry] : []));

test('a stop is obeyed at once: what was allowed is refused, and the log says who, why, and is closed with it', async () => {
  using log = temporaryLog();
  const { path, copyPath, privateKey } = log.options;
  const place = { path, copyPath, privateKey, change: null };
  const tester = { person: null, function: 'release manager' };
  await using it = await world({ audit: { ...place, tester } });
  expect(await read(it)).toBe(200);
  expect(await askToStop(controlOf(it), { stop: 'kari@laptop', because: 'the portal is slow.' })).toBe(true);
  // When that was answered it is on the disk.
  expect(stopsOf(it)).toHaveLength(1);
  expect([await read(it), await read(it)]).toEqual([403, 403]);
  expect(it.upstream.arrived).toHaveLength(1);
  await it.guard.stopped;
  await it.stopGuard();

  const reason = 'The run was stopped by kari@laptop: the portal is slow.';
  expect(deniedOf(it)).toMatchObject(Array(2).fill({ class: 'after stop', reason }));
  expect(verifyLog({ path })).toMatchObject({ damage: null, counts: { stopped: 1, closed: 1, denial: 2 } });
  expect(scanLog(path, () => undefined).last).toMatchObject({ kind: 'closed', facts: { because: reason } });
});

test('whatever else is said on the control socket stops nothing, and opens nothing', async () => {
  await using it = await world();
  for (const said of ['{"go":true}\n', 'stop\n', '{"stop":""}\n', `${'x'.repeat(100_000)}\n`]) {
    const answer = await new Promise<string>((resolve) => {
      let heard = '';
      const socket = connect(controlOf(it), () => socket.write(said));
      socket.on('data', (part) => (heard += part.toString()));
      socket.on('error', () => undefined).on('close', () => resolve(heard));
    });
    expect(answer).toBe('');
  }
  expect(await read(it)).toBe(200);
  expect(stopsOf(it)).toEqual([]);
});

test('in a test run there is no control socket', async () => {
  await using it = await world({ mode: 'test' });
  expect(await askToStop(controlOf(it), { stop: 'kari@laptop' })).toBe(false);
  expect(await read(it)).toBe(200);
});

test('over the budget nothing leaves any more; without one all of them do', async () => {
  const allowance = { requests: 3, requestsPerSecond: 50, window: null };
  await using it = await world({ allowance });
  await using open = await world();
  const statuses = async (of: World) => [await read(of), await read(of), await read(of), await read(of)];
  expect(await statuses(open)).toEqual([200, 200, 200, 200]);
  expect(await statuses(it)).toEqual([200, 200, 200, 403]);
  expect(it.upstream.arrived).toHaveLength(3);
  const reason = 'The budget of this run, 3 requests, is used up.';
  expect(stopsOf(it)).toMatchObject([{ cause: 'budget', reason }]);
  expect(deniedOf(it)).toMatchObject([{ class: 'after stop', reason }]);
});

test('what comes faster than the pace waits, arrives, and says how long it waited', async () => {
  await using it = await world({ allowance: { requests: 100, requestsPerSecond: 2, window: null } });
  const before = Date.now();
  const statuses = await Promise.all(Array.from({ length: 6 }, () => read(it)));
  expect(statuses).toEqual(Array(6).fill(200));
  // Two at once, then one each half second.
  expect(Date.now() - before).toBeGreaterThanOrEqual(1_900);
  expect(it.upstream.arrived).toHaveLength(6);
  const paced = it.ledger().flatMap((entry) => (entry.entry === 'request' ? [entry.pacedMs ?? 0] : []));
  expect(paced.some((ms) => ms > 0)).toBe(true);
});

test('a request that waits for its turn when the run is stopped does not leave', async () => {
  await using it = await world({ allowance: { requests: 100, requestsPerSecond: 1, window: null } });
  const all = Promise.all(Array.from({ length: 8 }, () => read(it)));
  expect(await askToStop(controlOf(it), { stop: 'kari@laptop' })).toBe(true);
  const statuses = await all;
  expect(statuses).toContain(403);
  expect(it.upstream.arrived).toHaveLength(statuses.filter((status) => status === 200).length);
});

test('when the time window ends the run is stopped, whether or not anybody asks', async () => {
  const until = (ms: number) => ({
    ...{ requests: 1_000, requestsPerSecond: 50 },
    window: { notBefore: '2020-01-01T00:00:00Z', notAfter: new Date(Date.now() + ms).toISOString() },
  });
  await using open = await world({ allowance: until(3_600_000) });
  expect(await read(open)).toBe(200);
  await using it = await world({ allowance: until(100) });
  await it.guard.stopped;
  expect(await read(it)).toBe(403);
  expect(it.upstream.arrived).toEqual([]);
  expect(stopsOf(it)).toMatchObject([{ cause: 'window' }]);
  expect(deniedOf(it)[0]?.reason).toMatch(/^The time window of the change record ended /);
});
