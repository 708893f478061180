import { expect, test } from '@playwright/test';
import { once } from 'node:events';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitUntil } from '#harness/common/wait-until.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { findProgram } from '#harness/environment/tools/find-program.ts';
import { needsSeal } from '#harness/seal/testing/needs-seal.ts';
import { openCliWorld, type CliResult, type CliWorld } from './testing/cli-world.ts';
import { processesOfRun, runFolderExists } from './testing/processes-of-run.ts';

test.describe.configure({ mode: 'default' });
let world: CliWorld;
test.beforeEach(() => {
  test.setTimeout(240_000);
  world = openCliWorld(25_000);
});
test.afterEach(() => world.dispose());

const scenarios = inProject('harness', 'cli', 'testing', 'sealed');
const spoil = (name: string, from: string | RegExp, to: string): void => {
  const file = world.environment(name);
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
};

test('in the seal there is nothing but what a run needs, and the verdict says sealed', async () => {
  await needsSeal();
  const { code, stderr } = await world.run(
    'verify',
    world.environment('rehearsal'),
    '--scenarios',
    scenarios,
  );
  expect(stderr).toContain('4 of 4 scenarios passed');
  expect(code, stderr).toBe(0);
  expect(world.verdict()).toMatchObject({ sealed: true, findings: [] });
});

/** As on a machine where bubblewrap is not installed. */
function withoutBubblewrap(...parameters: string[]): Promise<CliResult> {
  const programs = join(world.folder, 'programs');
  mkdirSync(programs, { recursive: true });
  for (const name of ['java', 'chromium-headless-shell', 'node', 'ssh-keygen', 'git']) {
    const path = findProgram(name);
    if (path !== undefined) symlinkSync(path, join(programs, name));
  }
  return world.runWith({ variables: { PATH: programs } }, ...parameters);
}

test('without bubblewrap the rehearsal runs, and its verdict says not sealed', async () => {
  const { stderr } = await withoutBubblewrap(
    ...['verify', world.environment('rehearsal'), '--scenarios', scenarios, '--grep', 'sandbox'],
  );
  expect(stderr).toContain('Not sealed: bubblewrap is not installed.');
  expect(world.verdict()).toMatchObject({ sealed: false });
});

test('real participants are verified neither without the seal nor without signers that people have pinned', async () => {
  await needsSeal();
  spoil(
    'rehearsal',
    'citizen-portal: { as: standIn, criticality: 2 }',
    'citizen-portal: { as: url, urls: { citizen-portal: https://portal.rehearsal.test } }',
  );
  const unsealed = await withoutBubblewrap('verify', world.environment('rehearsal'));
  expect(unsealed.code).toBe(2);
  expect(unsealed.stderr).toContain('ENVIRONMENT_REFUSED');
  expect(unsealed.stderr).toContain('needs the seal: bubblewrap is not installed');
  const { code, stderr } = await world.run('verify', world.environment('rehearsal'));
  expect(code).toBe(2);
  expect(stderr).toContain('GATE_REFUSED');
  expect(stderr).toContain('throw-away signers are for environments wholly on this machine');
});

test('a canary that is let through ends the run 4 before any scenario', async () => {
  spoil(
    'rehearsal',
    'operations:\n',
    'operations:\n  - { id: canary, kind: read, endpoint: message-exchange, method: POST, path: /verdikjede-canary }\n',
  );
  const { code, stderr } = await world.run(
    'verify',
    world.environment('rehearsal'),
    '--scenarios',
    scenarios,
  );
  expect(code, stderr).toBe(4);
  expect(stderr).toContain('The canary, a write that must be refused, was not');
  expect(stderr).not.toContain('Running');
  expect(world.verdict()).toMatchObject({
    verdict: 'safety stop',
    findings: [{ kind: 'denied', observation: 'canary' }],
  });
});

test('variables that weaken the run refuse it, options that open it up too', async () => {
  for (const variables of [{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, { NODE_OPTIONS: '--no-warnings' }]) {
    const { code, stderr } = await world.runWith({ variables }, 'verify', world.environment('rehearsal'));
    expect(code).toBe(2);
    expect(stderr).toContain(`while ${Object.keys(variables)[0]} is set`);
  }
  for (const option of ['--trace=on', '--config=elsewhere.ts', '--headed']) {
    const { code, stderr } = await world.run('verify', world.environment('rehearsal'), option);
    expect(code).toBe(2);
    expect(stderr).toContain(option);
  }
});

for (const [signal, expected] of [
  ['SIGINT', 130],
  ['SIGKILL', null],
] as const) {
  test(`${signal} of a sealed run leaves nothing`, async () => {
    await needsSeal();
    const child = world.start('verify', world.environment('rehearsal'));
    let text = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    await waitUntil({
      what: 'the scenarios',
      timeoutMs: 90_000,
      look: () => (/Running \d+ tests/.test(text) ? true : undefined),
    });
    const runId = /run (\d{8}T\d{6}-[0-9a-f]{4})/.exec(text)?.[1] ?? 'none';
    child.kill(signal);
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(expected);
    await waitUntil({
      what: `no process and no folder of run ${runId}`,
      timeoutMs: 20_000,
      look: () => (processesOfRun(runId).length === 0 && !runFolderExists(runId) ? true : undefined),
    });
  });
}
