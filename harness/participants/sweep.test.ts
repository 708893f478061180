import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@playwright/test';
import { waitUntil } from '#harness/common/wait-until.ts';
import { childEnvironment } from '#harness/environment/process-environment.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { markedProcesses } from './leftovers/marked-processes.ts';
import { identify, lives } from './leftovers/process-identity.ts';
import { openRunDirectory, registerPart } from './run-directory.ts';
import { readRunFile, runsHome, writeRunFile } from './run-file.ts';
import { sweepLeftovers } from './sweep.ts';
import { containersOfRun } from './testing/containers-of-run.ts';
import { engineTag, needsEngine } from './testing/needs-engine.ts';
import { unitRunId } from './testing/started.ts';

const supervisorScript = inProject('harness', 'participants', 'testing', 'supervisor.ts');

interface Supervisor {
  readonly child: ChildProcess;
  readonly runId: string;
  readonly runDir: string;
}

/** Starts a supervisor in a process of its own, and resolves when it tells of this event. */
async function superviseUntil(backend: string, part: string, state: string): Promise<Supervisor> {
  const runId = unitRunId();
  const child = spawn(process.execPath, [supervisorScript, backend, runId], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: childEnvironment(),
  });
  for await (const line of createInterface(child.stdout)) {
    const event = JSON.parse(line) as { part: string; state: string };
    if (event.part === part && event.state === state) break;
  }
  return { child, runId, runDir: join(runsHome(), runId) };
}

async function kill({ child }: Supervisor): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

const nothingLeft = ({ runId, runDir }: Supervisor): Promise<true> =>
  waitUntil({
    what: 'the end of all that the run started',
    look: () => (markedProcesses(runId).length === 0 && !existsSync(runDir) ? true : undefined),
    timeoutMs: 30_000,
  });

const moments = [
  ['directory', 'ready'],
  ['wiremock', 'starting'],
  ['front', 'ready'],
  ['all', 'ready'],
] as const;

for (const [part, state] of moments) {
  test(`the keeper sweeps a run whose supervisor was killed when ${part} was ${state}`, async () => {
    const supervisor = await superviseUntil('process', part, state);
    const parts = readRunFile(supervisor.runDir)?.parts ?? [];
    await kill(supervisor);
    await nothingLeft(supervisor);
    expect(parts.filter(lives)).toEqual([]);
  });
}

for (const moment of ['starting', 'ready'] as const) {
  test(
    `the keeper removes containers and network of a supervisor that was killed when one was ${moment}`,
    { tag: engineTag },
    async () => {
      await needsEngine();
      const supervisor = await superviseUntil('container', 'front', moment);
      await kill(supervisor);
      await nothingLeft(supervisor);
      await waitUntil({
        what: 'the end of all containers of the run, and of its network',
        look: async () => ((await containersOfRun(supervisor.runId)).length === 0 ? true : undefined),
        timeoutMs: 10_000,
      });
    },
  );
}

test('sweepLeftovers() sweeps a run that lost its keeper too, and leaves the living alone', async () => {
  await using living = await openRunDirectory(unitRunId());
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  registerPart(living.path, child.pid!, 'unit');
  const supervisor = await superviseUntil('process', 'all', 'ready');
  for (const { pid } of markedProcesses(supervisor.runId)) {
    if (!readRunFile(supervisor.runDir)?.parts.some((part) => part.pid === pid)) process.kill(pid, 'SIGKILL');
  }
  await kill(supervisor);
  await sweepLeftovers();
  await nothingLeft(supervisor);
  expect(existsSync(living.path)).toBe(true);
  expect(child.exitCode).toBeNull();
});

test('a process that merely has the number of a part is not touched', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const runId = unitRunId();
  const runDir = join(runsHome(), runId);
  mkdirSync(runDir, { recursive: true, mode: 0o700 });
  const parts = [{ pid: child.pid!, startTime: 'another', title: 'unit' }];
  writeRunFile(runDir, {
    runId,
    supervisor: { pid: process.pid, startTime: 'another' },
    parts,
    usesEngine: false,
  });
  await sweepLeftovers();
  expect(existsSync(runDir)).toBe(false);
  expect(child.exitCode).toBeNull();
  expect(child.signalCode).toBeNull();
  child.kill();
});

test('closing a run directory ends what was registered and still lives, the keeper and the folder', async () => {
  const directory = await openRunDirectory(unitRunId());
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  registerPart(directory.path, child.pid!, 'unit');
  const identity = identify(child.pid!);
  await directory[Symbol.asyncDispose]();
  expect(identity && lives(identity)).toBe(false);
  expect(markedProcesses(directory.runId)).toEqual([]);
  expect(existsSync(directory.path)).toBe(false);
});
