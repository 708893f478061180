import { expect, test } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { processEnvironment } from '#harness/environment/process-environment.ts';
import { findProgram } from '#harness/environment/tools/find-program.ts';
import { openCliWorld, type CliWorld } from './testing/cli-world.ts';

let world: CliWorld;
test.beforeEach(({}, testInfo) => {
  world = openCliWorld(22_000 + testInfo.parallelIndex * 100);
});
test.afterEach(() => world.dispose());

const spoil = (name: string, from: string | RegExp, to: string): void => {
  const file = world.environment(name);
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
};

test('an unknown key ends 2 with place and rule', async () => {
  spoil('local', 'port:', 'colour: red\nport:');
  const { code, stderr } = await world.run('test', '--environment', world.environment('local'));
  expect(code).toBe(2);
  expect(stderr).toMatch(/local\.yaml:\d+ → colour: is not a known key/);
});

test('an unknown participant ends 2', async () => {
  spoil('local', 'citizen-portal:', 'citizen-protal:');
  const { code, stderr } = await world.run('test', '--environment', world.environment('local'));
  expect(code).toBe(2);
  expect(stderr).toContain('citizen-protal');
});

test('a missing file ends 2, and names the environments that exist', async () => {
  const { code, stderr } = await world.run('verify', 'nowhere');
  expect(code).toBe(2);
  expect(stderr).toContain('local, production.example, rehearsal');
});

test('a missing drift file ends 2', async () => {
  const { code, stderr } = await world.run('verify', world.environment('rehearsal'), '--drift', 'gone.yaml');
  expect(code).toBe(2);
  expect(stderr).toContain('gone.yaml → file: does not exist');
});

test('a port in use ends 2, and names port, purpose and remedy', async () => {
  const port = Number(/^port: (\d+)$/m.exec(readFileSync(world.environment('local'), 'utf8'))?.[1]);
  const squatter = createServer().listen(port, '127.0.0.1');
  await once(squatter, 'listening');
  const { code, stderr } = await world.run('test', '--environment', world.environment('local'));
  squatter.close();
  expect(code).toBe(2);
  expect(stderr).toContain('PORT_IN_USE');
  expect(stderr).toContain(String(port));
});

test('a test environment is not verified, and a verify environment is neither tested nor loaded', async () => {
  const verified = await world.run('verify', world.environment('local'));
  const tested = await world.run('test', '--environment', world.environment('rehearsal'));
  const loaded = await world.run('load', '--environment', world.environment('rehearsal'));
  expect([verified.code, tested.code, loaded.code]).toEqual([2, 2, 2]);
  for (const { stderr } of [verified, tested, loaded]) expect(stderr).toContain('ENVIRONMENT_REFUSED');
});

test('no browser ends 2, and says how to get one', async () => {
  const variables = { VERDIKJEDE_BROWSER: '/nowhere/chromium' };
  const { code, stderr } = await world.runWith(
    { variables },
    'test',
    '--environment',
    world.environment('local'),
  );
  expect(code).toBe(2);
  expect(stderr).toContain('SETUP_MISSING');
  expect(stderr).toMatch(/Install one: .*chromium/);
});

test('no engine with --backend container ends 2, and names the other backend', async () => {
  const canHide = findProgram('bwrap') !== undefined || processEnvironment().CI;
  test.skip(!canHide, 'needs bubblewrap, to hide an engine that is there');
  const parameters = ['test', '--environment', world.environment('local'), '--backend', 'container'];
  const { code, stderr } = await world.runWith({ engine: 'hidden' }, ...parameters);
  expect(code).toBe(2);
  expect(stderr).toContain('ENGINE_MISSING');
  expect(stderr).toContain('--backend process');
});

test('an unknown command and an unknown option end 2', async () => {
  expect((await world.run('frobnicate')).code).toBe(2);
  expect((await world.run('doctor', '--frobnicate')).code).toBe(2);
});

test('every command has help with examples', async () => {
  for (const command of [
    'start',
    'test',
    'verify',
    'compare',
    'report',
    'load',
    'doctor',
    'mocks',
    'profile',
    'change',
    'roster',
  ]) {
    const { code, stdout } = await world.run(command, '--help');
    expect(code).toBe(0);
    expect(stdout, command).toContain('Examples:');
  }
});
