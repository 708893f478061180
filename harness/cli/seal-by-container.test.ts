import { expect, test } from '@playwright/test';
import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { waitUntil } from '#harness/common/wait-until.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { engine } from '#harness/participants/container/engine.ts';
import { sweepLeftovers } from '#harness/participants/sweep.ts';
import { containersOfRun } from '#harness/participants/testing/containers-of-run.ts';
import { engineTag } from '#harness/participants/testing/needs-engine.ts';
import type { ContainerSealer } from '#harness/seal/container/container-command.ts';
import { needsSeal } from '#harness/seal/testing/needs-seal.ts';
import { trySeal } from '#harness/seal/try-seal.ts';
import { openCliWorld, type CliWorld } from './testing/cli-world.ts';
import { processesOfRun, runFolderExists } from './testing/processes-of-run.ts';
import { beginSealedRun, nothingIsLeft } from './testing/sealed-run.ts';
import { withoutBubblewrap } from './testing/without-bubblewrap.ts';

test.describe.configure({ mode: 'default' });
let world: CliWorld;
test.describe('sealed by a container', { tag: engineTag }, () => {
  test.beforeEach(async () => {
    test.setTimeout(240_000);
    await needsSeal('container');
    world = openCliWorld(27_700);
  });
  test.afterEach(() => world.dispose());

  test('where bubblewrap is missing a container holds the same, and the verdict says so', async () => {
    // For nobody, who root is in there.
    chmodSync(world.folder, 0o755);
    const { sealer } = (await trySeal('container')) as { sealer: ContainerSealer };
    const scenarios = inProject('harness', 'cli', 'testing', 'sealed');
    const { code, stderr } = await withoutBubblewrap(
      world,
      { docker: sealer.host },
      ...['verify', world.environment('rehearsal'), '--scenarios', scenarios],
    );
    expect(stderr).toContain('5 of 5 scenarios passed');
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('Seal: a container without a network');
    expect(stderr).toContain('The verify run was sealed by a container.');
    const seal = { by: 'container', browserSandbox: sealer.browserSandbox };
    expect(world.verdict()).toMatchObject({ sealed: true, seal, findings: [] });
  });

  test('the whole chain is verified in a container as outside one', async () => {
    chmodSync(world.folder, 0o755);
    const { code, stderr } = await world.run(
      ...['verify', world.environment('rehearsal'), '--seal', 'container'],
    );
    expect(code, stderr).toBe(0);
    expect(world.verdict()).toMatchObject({ sealed: true, seal: { by: 'container' }, findings: [] });
  });

  test('a canary that is let through ends the run 4, in a container too', async () => {
    chmodSync(world.folder, 0o755);
    const file = world.environment('rehearsal');
    const canary =
      '{ id: canary, kind: read, endpoint: message-exchange, method: POST, path: /verdikjede-canary }';
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('operations:\n', `operations:\n  - ${canary}\n`));
    const { code, stderr } = await world.run('verify', file, '--seal', 'container');
    expect(code, stderr).toBe(4);
    expect(stderr).toContain('The canary, a write that must be refused, was not');
    expect(stderr).not.toContain('Running');
  });

  for (const [signal, expected] of [
    ['SIGINT', 130],
    ['SIGKILL', null],
  ] as const) {
    test(`${signal} leaves nothing`, async () => {
      const { child, runId } = await beginSealedRun(world, 'container');
      child.kill(signal);
      const [code] = (await once(child, 'exit')) as [number | null];
      expect(code).toBe(expected);
      await nothingIsLeft(runId);
    });
  }

  test('a folder that is closed to nobody, who root is in there, is refused, and told how to open it', async () => {
    test.skip(process.getuid?.() !== 0, 'anyone but root is in there who they are outside');
    chmodSync(world.folder, 0o700);
    const { code, stderr } = await world.run(
      ...['verify', world.environment('rehearsal'), '--seal', 'container'],
    );
    expect(code, stderr).toBe(2);
    expect(stderr).toContain(`root is nobody, who may not read ${world.folder}`);
    expect(stderr).toContain(`chmod a+rX -R ${world.folder}`);
    await nothingIsLeft(/run (\d{8}T\d{6}-[0-9a-f]{4})/.exec(stderr)?.[1] ?? 'none');
  });

  test('one that is killed in the middle ends the run 5, and leaves nothing', async () => {
    const { child, runId, said } = await beginSealedRun(world, 'container');
    const ended = once(child, 'exit');
    const [name] = await containersOfRun(runId);
    const client = await engine();
    await client?.container.dockerode.getContainer(name?.slice(1) ?? 'none').kill();
    expect(await ended, said()).toEqual([5, null]);
    expect(said()).toContain('The container that seals the run did not come to its end (exit code 137)');
    await nothingIsLeft(runId);
  });

  test('it ends with its command though nobody lives to end it, and the next start clears up', async () => {
    const { child, runId } = await beginSealedRun(world, 'container');
    expect(await containersOfRun(runId)).toHaveLength(1);
    const keeper = processesOfRun(runId).find((line) => line.includes('verdikjede keeper'));
    process.kill(Number(keeper?.split(' ')[0]), 'SIGKILL');
    child.kill('SIGKILL');
    await waitUntil({
      what: `the end of the container of run ${runId}`,
      timeoutMs: 20_000,
      look: async () => ((await containersOfRun(runId)).length === 0 ? true : undefined),
    });
    expect(runFolderExists(runId)).toBe(true);
    await sweepLeftovers();
    await nothingIsLeft(runId);
  });
});
