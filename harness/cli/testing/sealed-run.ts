import type { ChildProcess } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { waitUntil } from '#harness/common/wait-until.ts';
import { containersOfRun } from '#harness/participants/testing/containers-of-run.ts';
import type { SealChoice } from '#harness/seal/try-seal.ts';
import type { CliWorld } from './cli-world.ts';
import { processesOfRun, runFolderExists } from './processes-of-run.ts';

interface SealedRun {
  readonly child: ChildProcess;
  readonly runId: string;
  /** What it has said so far. */
  readonly said: () => string;
}

/** A verify run of the rehearsal, whose scenarios run. */
export async function beginSealedRun(world: CliWorld, seal: SealChoice): Promise<SealedRun> {
  // For nobody, who root is in a container.
  chmodSync(world.folder, 0o755);
  const child = world.start('verify', world.environment('rehearsal'), '--seal', seal);
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  await waitUntil({
    what: 'the scenarios',
    timeoutMs: 90_000,
    look: () => (/Running \d+ tests/.test(text) ? true : undefined),
  });
  const runId = /run (\d{8}T\d{6}-[0-9a-f]{4})/.exec(text)?.[1] ?? 'none';
  return { child, runId, said: () => text };
}

/** Waits until nothing of a run is left. */
export async function nothingIsLeft(runId: string): Promise<void> {
  await waitUntil({
    what: `no process, no container and no folder of run ${runId}`,
    timeoutMs: 20_000,
    look: async () =>
      processesOfRun(runId).length === 0 &&
      (await containersOfRun(runId)).length === 0 &&
      !runFolderExists(runId)
        ? true
        : undefined,
  });
}
