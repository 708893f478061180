import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '#harness/environment/tools/find-program.ts';
import type { CliResult, CliWorld } from './cli-world.ts';

const needed = ['java', 'chromium-headless-shell', 'node', 'ssh-keygen', 'git'];

/** Runs the CLI as on a machine where bubblewrap is not installed; `docker`: but a client is, of the engine there. */
export function withoutBubblewrap(
  world: CliWorld,
  { docker }: { readonly docker?: string },
  ...parameters: string[]
): Promise<CliResult> {
  const programs = join(world.folder, 'programs');
  rmSync(programs, { recursive: true, force: true });
  mkdirSync(programs);
  for (const name of [...needed, ...(docker === undefined ? [] : ['docker', 'tar'])]) {
    const path = findProgram(name);
    if (path !== undefined) symlinkSync(path, join(programs, name));
  }
  const host = docker === undefined ? {} : { DOCKER_HOST: docker };
  return world.runWith({ variables: { PATH: programs, ...host } }, ...parameters);
}
