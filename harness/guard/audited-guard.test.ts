import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryLog } from '#harness/audit/testing/temporary-log.ts';
import { verifyLog } from '#harness/audit/verify-log.ts';
import { createCertificateAuthority } from '#harness/participants/certificate-authority.ts';
import { hosts, startWorld } from './testing/guarded-world.ts';

const authority = await createCertificateAuthority('participants of the test', new Date());
const leaves = Object.fromEntries(
  await Promise.all(Object.values(hosts).map(async (host) => [host, await authority.issue(host)] as const)),
);
const open = (log: ReturnType<typeof temporaryLog>, change: { readonly path?: string } = {}) =>
  startWorld({
    ...{ mode: 'verify', leaves, trust: [authority.certificate] },
    audit: { ...placeOf(log), ...change },
    answer: ({ url }, response) => {
      arrivals.push([url, readLines(log.options.path)]);
      response.setHeader('content-type', 'application/json').end('{"a":1}');
    },
  });
const tester = { person: 'tester@sykehus.test', function: 'release manager' };
const change = { id: 'CHG-1', digest: 'a'.repeat(64) };
const placeOf = ({ options: { path, copyPath, privateKey } }: ReturnType<typeof temporaryLog>) => ({
  ...{ path, copyPath, privateKey },
  ...{ tester, change },
});

interface Line {
  readonly kind: string;
  readonly facts: Record<string, unknown>;
}
const readLines = (path: string): Line[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
/** What stood in the log when a request arrived at the participant. */
let arrivals: [url: string | undefined, log: Line[]][];
test.beforeEach(() => (arrivals = []));

test('the intent of a request is on the disk before it leaves; outcome, denial and counts follow', async () => {
  using log = temporaryLog();
  await using it = await open(log);
  await (await it.send(`${it.origins['citizen-portal']}/letters/1`)).text();
  await (await it.send(`${it.origins['citizen-portal']}/letters`, { method: 'POST' })).text();
  await (await it.send(`${it.origins['id-porten.id-gateway']}/.well-known/openid-configuration`)).text();
  await it.stopGuard();

  expect(arrivals.map(([url, lines]) => [url, lines.at(-1)?.kind, lines.at(-1)?.facts['operation']])).toEqual(
    [
      ['/letters/1', 'intent', 'get-letter'],
      ['/.well-known/openid-configuration', 'intent', 'discovery'],
    ],
  );
  const lines = readLines(log.options.path);
  expect(lines[0]).toMatchObject({
    kind: 'opened',
    facts: {
      ...{ run: 'run-1', environment: 'rehearsal', mode: 'verify', tester },
      change,
      policy: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    },
  });
  expect(lines.at(-1)).toMatchObject({ kind: 'closed', facts: { because: 'the run ended' } });
  expect(lines.find(({ kind }) => kind === 'denial')?.facts).toMatchObject({
    class: 'denied',
    method: 'POST',
  });
  expect(lines.find(({ kind }) => kind === 'document')?.facts['body']).toMatch(/^[0-9a-f]{64}$/);
  expect(verifyLog({ path: log.options.path })).toMatchObject({
    ...{ damage: null, unanswered: 0 },
    counts: { opened: 1, intent: 2, outcome: 2, denial: 1, certificate: 2, document: 1, closed: 1 },
  });
});

test('where the log cannot be written any more nothing leaves, and each request is a denial', async () => {
  test.skip(process.platform !== 'linux', 'Only Linux sets the limits of another process.');
  using log = temporaryLog();
  await using it = await open(log);
  const read = () => it.send(`${it.origins['citizen-portal']}/letters/1`);
  for (let i = 0; i < 10; i += 1) expect((await read()).status).toBe(200);
  // From now on the kernel refuses what makes the log longer, as on a full disk; the ledger is shorter by far.
  const { size } = statSync(log.options.path);
  execFileSync('prlimit', ['--pid', String(it.guardPid), `--fsize=${size}`]);
  const answers = [await read(), await read(), await read()];

  const marks = answers.map(({ headers }) => headers.get('x-verdikjede-guard'));
  expect(marks).toEqual(['denied', 'denied', 'denied']);
  expect(await answers[2]?.json()).toMatchObject({
    reason: 'The audit log cannot be written, so nothing may leave.',
  });
  expect(arrivals).toHaveLength(10);
  await it.stopGuard();
  const denials = it.ledger().filter(({ entry }) => entry === 'denial');
  expect(denials).toMatchObject(Array(3).fill({ class: 'denied', method: 'GET' }));
  expect(verifyLog({ path: log.options.path }).damage).not.toBeNull();
});

test('a guard that cannot open its log does not start: it is damaged, or another writes it', async () => {
  using log = temporaryLog();
  const first = await open(log);
  await expect(open(log)).rejects.toMatchObject({ code: 'GUARD_NOT_READY' });
  await first[Symbol.asyncDispose]();
  await expect(open(log, { path: join(log.folder, 'evidence') })).rejects.toMatchObject({
    code: 'GUARD_NOT_READY',
  });
});
