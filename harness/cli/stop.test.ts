import { expect, test } from '@playwright/test';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitUntil } from '#harness/common/wait-until.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { readRunFile, runsHome } from '#harness/participants/run-file.ts';
import { openCliWorld, type CliWorld } from './testing/cli-world.ts';
import { processesOfRun, runFolderExists } from './testing/processes-of-run.ts';

test.describe.configure({ mode: 'default' });
let world: CliWorld;
test.beforeEach(() => {
  test.setTimeout(240_000);
  world = openCliWorld(26_000);
});
test.afterEach(() => world.dispose());

const endless = inProject('harness', 'cli', 'testing', 'endless');

interface Verify {
  readonly child: ChildProcess;
  readonly runId: string;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

/** A verify run that reads on and on, and has come so far as to say this. */
async function begun(sign = /Running \d+ test/): Promise<Verify> {
  const environment = world.environment('rehearsal');
  // It may read on for as long as the machine takes.
  const yaml = readFileSync(environment, 'utf8');
  writeFileSync(environment, yaml.replace(/^limits: .*$/m, 'limits: { requests: 1000000 }'));
  const child = world.start('verify', environment, '--scenarios', endless);
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  await waitUntil({
    what: String(sign),
    timeoutMs: 90_000,
    look: () => (sign.test(text) ? true : undefined),
  });
  const runId = /run (\d{8}T\d{6}-[0-9a-f]{4})/.exec(text)?.[1] ?? 'none';
  return { child, runId, said: () => text, ended };
}

const nothingIsLeft = (runId: string): Promise<true> =>
  waitUntil({
    what: `no process and no folder of run ${runId}`,
    timeoutMs: 20_000,
    look: () => (processesOfRun(runId).length === 0 && !runFolderExists(runId) ? true : undefined),
  });

const lastRecord = (runId: string): unknown => {
  const log = readFileSync(join(world.folder, 'output', 'evidence', runId, 'audit.jsonl'), 'utf8');
  return JSON.parse(log.trim().split('\n').at(-1) ?? '');
};

test('a second verify of an environment is refused while the first runs, and --stop ends that one 4 at once', async () => {
  const environment = world.environment('rehearsal');
  const first = await begun();
  const second = await world.run('verify', environment);
  expect(second.code, second.stderr).toBe(2);
  expect(second.stderr).toContain(`rehearsal is being verified already: run ${first.runId}`);
  expect(second.stderr).toContain('npx verdikjede verify --stop rehearsal');
  expect(second.stderr).not.toContain('ready ');

  const before = Date.now();
  const stop = await world.run('verify', '--stop', environment, '--because', 'the portal is slow');
  expect(stop.code, stop.stderr).toBe(0);
  expect(stop.stderr).toContain('the guard lets nothing pass any more');
  expect(stop.stderr).toContain('rehearsal is free');
  expect(await first.ended, first.said()).toBe(4);
  expect(Date.now() - before).toBeLessThan(60_000);
  await nothingIsLeft(first.runId);

  const reason = expect.stringMatching(/^The run was stopped by .+@.+: the portal is slow\.$/) as unknown;
  expect(world.verdict()).toMatchObject({ verdict: 'safety stop', exitCode: 4 });
  expect(world.verdict().findings).toContainEqual(
    expect.objectContaining({ kind: 'stopped', because: reason, run: first.runId }),
  );
  expect(lastRecord(first.runId)).toMatchObject({ kind: 'closed', facts: { because: reason } });

  const again = await world.run('verify', '--stop');
  expect([again.code, again.stderr]).toEqual([0, expect.stringContaining('Nothing is being verified now')]);
  const slip = await world.run('verify', '--stop', 'rehersal');
  expect([slip.code, slip.stderr]).toEqual([2, expect.stringContaining('There is no environment file')]);
});

test('--stop of a run that has no guard yet ends it before it sends anything', async () => {
  const run = await begun(/run \d{8}T/);
  const stop = await world.run('verify', '--stop', 'rehearsal');
  expect(stop.code, stop.stderr).toBe(0);
  // By its guard, should the machine have been faster than the command.
  expect([4, 130]).toContain(await run.ended);
  expect(run.said()).not.toContain('Running');
  await nothingIsLeft(run.runId);
});

test('a guard that is killed in the middle ends the run 5, and leaves nothing', async () => {
  const run = await begun();
  const guard = readRunFile(join(runsHome(), run.runId))?.parts.find(({ title }) => title === 'guard');
  process.kill(guard?.pid ?? 0, 'SIGKILL');
  expect(await run.ended, run.said()).toBe(5);
  await nothingIsLeft(run.runId);
  const { verdict, findings } = world.verdict();
  expect(verdict).toBe('fault');
  expect(findings.map(({ kind, because }) => [kind, because])).toEqual(
    expect.arrayContaining([
      ['fault', 'The guard stopped during the run (SIGKILL).'],
      ['audit log', expect.stringContaining('The audit log is damaged')],
    ]),
  );
});
