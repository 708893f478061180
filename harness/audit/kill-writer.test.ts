import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inProject } from '#harness/environment/project-root.ts';
import { openAuditLog } from './open-audit-log.ts';
import { temporaryLog, type TemporaryLog } from './testing/temporary-log.ts';
import { verifyLog } from './verify-log.ts';

const writer = inProject('harness', 'audit', 'testing', 'writer-process.ts');

function startWriter({ folder, options }: TemporaryLog, name: string, under: readonly string[] = []) {
  const optionsFile = join(folder, 'options.json');
  writeFileSync(optionsFile, JSON.stringify(options));
  const [program = '', ...rest] = [...under, process.execPath, writer, optionsFile, name];
  return spawn(program, rest, { stdio: ['ignore', 'pipe', 'ignore'], env: {} });
}

/** Kills the writer the moment that it has acknowledged so many records; all that it acknowledged. */
async function killAfter(log: TemporaryLog, name: string, records: number): Promise<string[]> {
  const child = startWriter(log, name);
  const ended = once(child, 'close');
  const seen: string[] = [];
  if (records === 0) child.kill('SIGKILL');
  for await (const line of createInterface(child.stdout)) {
    seen.push(line);
    if (seen.length === records) child.kill('SIGKILL');
  }
  await ended;
  expect(child.signalCode).toBe('SIGKILL');
  return seen;
}

const idsIn = (path: string): Set<unknown> =>
  new Set(
    readFileSync(path, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => (JSON.parse(line) as { facts: { id?: string } }).facts.id),
  );

for (const lane of [1, 2, 3, 4]) {
  test(`kill -9 at 50 random moments loses nothing that was acknowledged (${lane})`, async () => {
    test.setTimeout(240_000);
    using log = temporaryLog({ checkpointEvery: 16 });
    const moments = fc.sample(fc.integer({ min: 0, max: 40 }), { numRuns: 50, seed: 2026 + lane });
    const acknowledged: string[] = [];
    for (const [i, records] of moments.entries()) {
      acknowledged.push(...(await killAfter(log, `w${i}`, records)));
    }
    const audit = await openAuditLog(log.options);
    await audit.close();
    expect(acknowledged.length).toBeGreaterThan(500);
    const kept = idsIn(log.options.path);
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    const checkpoint = readFileSync(log.options.copyPath, 'utf8');
    expect(verifyLog({ path: log.options.path, checkpoint }).damage).toBeNull();
  });
}

test('a disk that is full stops the writer for good, and keeps what was acknowledged', async () => {
  using log = temporaryLog();
  // The kernel refuses what goes beyond: a real short write, then a real error.
  const limited = ['/bin/sh', '-c', 'trap "" XFSZ; ulimit -f 64; exec "$0" "$@"'];
  const child = startWriter(log, 'full', limited);
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) lines.push(line);
  expect(lines.slice(-2)).toEqual(['stopped AUDIT_UNWRITABLE', 'then AUDIT_UNWRITABLE AUDIT_UNWRITABLE']);
  const acknowledged = lines.slice(0, -2);
  expect(acknowledged.length).toBeGreaterThan(20);
  expect(verifyLog({ path: log.options.path }).damage?.what).toContain('it has no end');

  const again = await openAuditLog(log.options);
  await again.close();
  const kept = idsIn(log.options.path);
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  expect(verifyLog({ path: log.options.path })).toMatchObject({ damage: null, counts: { torn: 1 } });
});
