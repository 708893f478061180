import { expect, test } from '@playwright/test';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '#harness/environment/project-root.ts';
import { testClientKey } from '#mocks/kit/test-client-key.ts';
import { openCliWorld, type CliWorld } from './testing/cli-world.ts';

test.describe.configure({ mode: 'default' });
let world: CliWorld;
test.beforeEach(() => {
  test.setTimeout(240_000);
  world = openCliWorld(27_300);
});
test.afterEach(() => world.dispose());

const scenarios = inProject('harness', 'cli', 'testing', 'credentials');
const variables = { KEY_HELD_BY_THE_GUARD: JSON.stringify(testClientKey) };
const helseId = {
  ...{ as: 'helse-id', endpoint: 'message-exchange', clientId: 'verdikjede-records' },
  ...{ scope: 'nhn:msh/api', key: '${env:KEY_HELD_BY_THE_GUARD}' },
};

function hold(credential: object): string {
  const file = world.environment('rehearsal');
  const exchange = { as: 'mock', criticality: 1, credentials: [credential] };
  const yaml = readFileSync(file, 'utf8').replace(
    /^ {2}message-exchange: .*$/m,
    `  message-exchange: ${JSON.stringify(exchange)}`,
  );
  writeFileSync(file, yaml);
  return file;
}

test('the guard is HelseID’s client: scenarios read without a key, and nothing that is left carries it', async () => {
  const file = hold(helseId);
  const result = await world.runWith({ variables }, 'verify', file, '--scenarios', scenarios);
  expect(result.stderr).toContain('2 of 2 scenarios passed');
  expect(result.code, result.stderr).toBe(0);

  const output = join(world.folder, 'output');
  const files = readdirSync(output, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const left = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'));
  for (const text of [...left, result.stdout, result.stderr]) {
    expect(text).not.toContain(testClientKey.d);
    expect(text).not.toMatch(/DPoP ey|KEY_HELD_BY_THE_GUARD=/);
  }
  const [run = ''] = readdirSync(join(output, 'evidence'));
  const log = readFileSync(join(output, 'evidence', run, 'audit.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const intents = log
    .map((line) => JSON.parse(line) as { kind: string; facts: Record<string, unknown> })
    .filter(({ kind }) => kind === 'intent')
    .map(({ facts }) => [facts['operation'], facts['kind'], facts['scenario']]);
  // Once without the nonce, once with it; then the token serves all.
  const own = ['helse-id-token', 'session', null];
  expect(intents.filter(([operation]) => operation === 'helse-id-token')).toEqual([own, own]);
  expect(intents.filter(([operation]) => operation === 'get-message-status')).toHaveLength(3);
  expect(world.verdict()).toMatchObject({ exitCode: 0, findings: [] });
});

test('without it the same scenario is refused by the participant, and a missing variable refuses the run', async () => {
  const control = await world.run('verify', world.environment('rehearsal'), '--scenarios', scenarios);
  expect(control.stderr).toContain('1 of 2 scenarios passed');
  expect(control.code).toBe(1);

  const unset = await world.run('verify', hold(helseId), '--scenarios', scenarios);
  expect([unset.code, unset.stderr]).toEqual([
    2,
    expect.stringMatching(/key \$\{env:KEY_HELD_BY_THE_GUARD\}: is not set/),
  ]);
  expect(unset.stderr).not.toContain('ready ');
});

test('a token with another scope than the listed one is not asked for', async () => {
  const file = hold({ ...helseId, scope: 'nhn:msh/api nhn:more' });
  const { code, stderr } = await world.runWith({ variables }, 'verify', file, '--scenarios', scenarios);
  expect(code, stderr).toBe(4);
  const tooMuch =
    /^The guard's own request for a token: Operation helse-id-token: its form has another scope/;
  expect(world.verdict().findings).toContainEqual(
    expect.objectContaining({ kind: 'denied', because: expect.stringMatching(tooMuch) }),
  );
});
