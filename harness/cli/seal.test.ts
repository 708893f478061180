import { expect, test } from '@playwright/test';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { inProject } from '#harness/environment/project-root.ts';
import { findProgram } from '#harness/environment/tools/find-program.ts';
import { needsSeal } from '#harness/seal/testing/needs-seal.ts';
import { openCliWorld, type CliWorld } from './testing/cli-world.ts';
import { beginSealedRun, nothingIsLeft } from './testing/sealed-run.ts';
import { withoutBubblewrap } from './testing/without-bubblewrap.ts';

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

test('in the seal there is nothing but what a run needs, and the verdict says by what', async () => {
  await needsSeal('bubblewrap');
  const { code, stderr } = await world.run(
    'verify',
    world.environment('rehearsal'),
    '--scenarios',
    scenarios,
  );
  expect(stderr).toContain('5 of 5 scenarios passed');
  expect(code, stderr).toBe(0);
  expect(stderr).toContain('The verify run was sealed by bubblewrap.');
  const seal = { by: 'bubblewrap', browserSandbox: true };
  expect(world.verdict()).toMatchObject({ sealed: true, seal, findings: [] });
});

test('without bubblewrap and engine the rehearsal runs, reaches this machine, and its verdict says not sealed', async () => {
  const { stderr } = await withoutBubblewrap(
    world,
    {},
    ...['verify', world.environment('rehearsal'), '--scenarios', scenarios, '--grep', 'reached'],
  );
  expect(stderr).toContain('Not sealed: bubblewrap is not installed, and there is no docker command');
  expect(stderr).toContain('1 of 1 scenarios passed');
  expect(world.verdict()).toMatchObject({ sealed: false });
});

test('real participants are verified neither without the seal nor without signers that people have pinned', async () => {
  await needsSeal();
  spoil(
    'rehearsal',
    'citizen-portal: { as: standIn, criticality: 2 }',
    'citizen-portal: { as: url, urls: { citizen-portal: https://portal.rehearsal.test } }',
  );
  // A client whose engine does not answer, where there is one.
  const docker = findProgram('docker') === undefined ? {} : { docker: 'unix:///nowhere.sock' };
  const unsealed = await withoutBubblewrap(world, docker, 'verify', world.environment('rehearsal'));
  expect(unsealed.code).toBe(2);
  expect(unsealed.stderr).toContain('ENVIRONMENT_REFUSED');
  expect(unsealed.stderr).toMatch(
    /needs the seal: bubblewrap is not installed, and (no container can be started \(.*nowhere.*\)|there is no docker command)/,
  );
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
    await needsSeal('bubblewrap');
    const { child, runId } = await beginSealedRun(world, 'bubblewrap');
    child.kill(signal);
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(expected);
    await nothingIsLeft(runId);
  });
}
