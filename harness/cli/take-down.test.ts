import { expect, test } from '@playwright/test';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { waitUntil } from '#harness/common/wait-until.ts';
import { inProject } from '#harness/environment/project-root.ts';
import type { BackendName } from '#harness/participants/backend.ts';
import { containersOfRun } from '#harness/participants/testing/containers-of-run.ts';
import { engineTag, needsEngine } from '#harness/participants/testing/needs-engine.ts';
import { openCliWorld, type CliWorld } from './testing/cli-world.ts';
import { processesOfRun, runFolderExists } from './testing/processes-of-run.ts';

test.describe.configure({ mode: 'default' });
const port = 24_500;
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

const runIdIn = (text: string): string =>
  /run (\d{8}T\d{6}-[0-9a-f]{4})/.exec(text)?.[1] ?? 'no run id was printed';

/** Starts `verdikjede test`, and waits until everything is there and the scenarios run. */
async function startTest(backend: BackendName): Promise<{ child: ChildProcess; runId: string }> {
  const child = world.start('test', '--backend', backend, '--environment', world.environment('local'));
  const runId = runIdIn(await heard(child, /Running \d+ tests/));
  if (backend === 'process') expect(processesOfRun(runId).length).toBeGreaterThan(8);
  else expect(await containersOfRun(runId)).toHaveLength(8);
  return { child, runId };
}

async function nothingIsLeft(runId: string, backend: BackendName): Promise<void> {
  await waitUntil({
    what: `no process, no container and no folder of run ${runId}`,
    timeoutMs: 20_000,
    look: async () =>
      processesOfRun(runId).length === 0 &&
      !runFolderExists(runId) &&
      (backend === 'process' || (await containersOfRun(runId)).length === 0)
        ? true
        : undefined,
  });
  for (let offset = 0; offset < 7; offset += 1) {
    const server = createServer().listen(port + offset, '127.0.0.1');
    await once(server, 'listening');
    server.close();
  }
}

const crash = `import { about, scenario } from '#harness/run/scenario.ts';
const chain = { name: 'crash', title: { nb: 'Krasj', en: 'Crash' }, participants: [], hops: [] };
scenario('the worker dies', about({ chain, requirements: [] }), async () => { process.kill(process.pid, 'SIGKILL'); });
`;

for (const backend of ['process', 'container'] as const) {
  test.describe(`with ${backend} backend`, backend === 'container' ? { tag: engineTag } : {}, () => {
    test.beforeEach(async () => {
      if (backend === 'container') await needsEngine();
    });

    test('Ctrl-C takes everything down, and ends 130', async () => {
      const { child, runId } = await startTest(backend);
      child.kill('SIGINT');
      const [code] = (await once(child, 'exit')) as [number];
      expect(code).toBe(130);
      await nothingIsLeft(runId, backend);
    });

    test('kill -9 of the command leaves nothing, and the next start is as any other', async () => {
      const { child, runId } = await startTest(backend);
      child.kill('SIGKILL');
      await nothingIsLeft(runId, backend);
      const next = await startTest(backend);
      next.child.kill('SIGINT');
      await once(next.child, 'exit');
      await nothingIsLeft(next.runId, backend);
    });

    test('a scenario that crashes its worker leaves nothing, and fails the run', async () => {
      const folder = join(inProject('test-results'), `crash-${process.pid}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'crash.scenario.ts'), crash);
      const environment = world.environment('local');
      const options = ['--backend', backend, '--environment', environment, '--scenarios', folder];
      const { code, stderr } = await world.run('test', ...options);
      expect(code, stderr).toBe(1);
      await nothingIsLeft(runIdIn(stderr), backend);
    });
  });
}
