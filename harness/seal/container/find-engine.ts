import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { engineEnvironment } from '#harness/environment/process-environment.ts';
import { findProgram } from '#harness/environment/tools/find-program.ts';
import type { Engine } from './container-command.ts';

const timeoutMs = 10_000;

/** The engine that the person's docker command leads to; undefined without one. It need not answer. */
export async function findEngine(): Promise<Engine | undefined> {
  const program = findProgram('docker');
  if (program === undefined) return undefined;
  const question = ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'];
  const { stdout } = await promisify(execFile)(program, question, {
    timeout: timeoutMs,
    env: engineEnvironment(),
  });
  return { program, host: stdout.trim() };
}

/** Path of the socket at which it answers; undefined when it is on another machine, which cannot show our files. */
export const engineSocket = ({ host }: Engine): string | undefined => /^unix:\/\/(\/.*)$/.exec(host)?.[1];
