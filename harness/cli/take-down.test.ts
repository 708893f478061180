import { expect, test } from '@playwright/test';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { waitUntil } from '#harness/common/wait-until.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { openCliWorld, type CliWorld } from './testing/cli-world.ts';
import { processesOfRun, runFolderExists } from './testing/processes-of-run.ts';

test.describe.configure({ mode: 'default' });
const port = 24_000;
let world: CliWorld;
test.beforeEach(() => {
  world = openCliWorld(port);
});
test.afterEach(() => world.dispose());

/** Waits for a sentence on the command's stderr, and gives all that was said until then. */
async function heard(child: ChildProcess, sentence: RegExp): Promise<string> {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  await waitUntil({
    what: String(sentence),
    timeoutMs: 60_000,
    look: () => (sentence.test(text) ? true : undefined),
  });
  return text;
}

async function startTest(): Promise<{ child: ChildProcess; runId: string }> {
  const child = world.start('test', '--environment', world.environment('local'));
  const text = await heard(child, /Running \d+ tests/);
  const runId = /run (\d{8}T\d{6}-[0-9a-f]{4})/.exec(text)?.[1] ?? 'no run id was printed';
  expect(processesOfRun(runId).length).toBeGreaterThan(8);
  return { child, runId };
}

async function nothingIsLeft(runId: string): Promise<void> {
  await waitUntil({
    what: `no process and no folder of run ${runId}`,
    timeoutMs: 20_000,
    look: () => (processesOfRun(runId).length === 0 && !runFolderExists(runId) ? true : undefined),
  });
  for (let offset = 0; offset < 7; offset += 1) {
    const server = createServer().listen(port + offset, '127.0.0.1');
    await once(server, 'listening');
    server.close();
  }
}

test('Ctrl-C takes everything down, and ends 130', async () => {
  const { child, runId } = await startTest();
  child.kill('SIGINT');
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(130);
  await nothingIsLeft(runId);
});

test('kill -9 of the command leaves nothing', async () => {
  const { child, runId } = await startTest();
  child.kill('SIGKILL');
  await nothingIsLeft(runId);
});

test('a scenario that crashes its worker leaves nothing, and fails the run', async () => {
  const folder = join(inProject('test-results'), `crash-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const source = `import { about, scenario } from '#harness/run/scenario.ts';
const chain = { name: 'crash', title: { nb: 'Krasj', en: 'Crash' }, participants: [], hops: [] };
scenario('the worker dies', about({ chain, requirements: [] }), async () => { process.kill(process.pid, 'SIGKILL'); });
`;
  writeFileSync(join(folder, 'crash.scenario.ts'), source);
  const { code, stderr } = await world.run(
    'test',
    '--environment',
    world.environment('local'),
    '--scenarios',
    folder,
  );
  expect(code, stderr).toBe(1);
  await nothingIsLeft(/run (\d{8}T\d{6}-[0-9a-f]{4})/.exec(stderr)?.[1] ?? '');
});
