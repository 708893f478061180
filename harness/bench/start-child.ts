import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { childEnvironment } from '#harness/environment/process-environment.ts';
import { HarnessError } from '../errors.ts';

/** A program of the bench, running beside it so that it has an event loop of its own. */
export interface BenchChild extends AsyncDisposable {
  /** The first line that it printed, as JSON. */
  readonly ready: unknown;
}

/** Starts `node <script> …args` and waits for its first line; GUARD_NOT_READY or its like is for the caller. */
export async function startChild(
  script: string,
  args: readonly string[] = [],
  extraEnvironment: Record<string, string> = {},
): Promise<BenchChild> {
  const child = spawn(process.execPath, [script, ...args], {
    env: childEnvironment(extraEnvironment),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    ready: JSON.parse(await firstLine(child, script)) as unknown,
    [Symbol.asyncDispose]: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

function firstLine(child: ChildProcess, script: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const ended = (): void =>
      reject(
        new HarnessError(`${script} ended before it was ready.`, {
          code: 'PARTICIPANT_NOT_READY',
          stage: 'setup',
          hint: 'What it said stands above.',
        }),
      );
    child.once('error', reject).once('close', ended);
    if (child.stdout !== null) createInterface({ input: child.stdout }).once('line', resolve);
  });
}
