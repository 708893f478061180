import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { inProject } from '#harness/environment/project-root.ts';
import { markIn } from './arrival.ts';
import type { Note } from './listen-bytes.ts';

/** Starts the process that stands for the guard's, and notes signals that reach it. */
export async function startVictim(
  stack: AsyncDisposableStack,
  name: string,
  note: Note,
): Promise<{ pid: number; name: string }> {
  const program = inProject('harness', 'safety', 'sink', 'victim.mjs');
  const child = spawn(process.execPath, [program, name], { stdio: ['pipe', 'pipe', 'ignore'], env: {} });
  const lines = createInterface(child.stdout);
  await once(lines, 'line');
  lines.on('line', (line) => note({ via: 'signal', mark: markIn(line), legal: null }));
  stack.defer(() => void child.stdin.end());
  return { pid: child.pid ?? 0, name };
}
