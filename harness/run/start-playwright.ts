import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { childEnvironment, sealedEnvironment } from '#harness/environment/process-environment.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { labels } from '#harness/participants/container/labels.ts';
import { registerEngine, registerPart, runMarker } from '#harness/participants/run-directory.ts';
import type { Command } from '#harness/seal/enclosure.ts';
import type { Job } from '#harness/seal/inside/job.ts';
import { sealedCommand } from '#harness/seal/sealed-command.ts';
import type { OpenRun } from './open-run.ts';

interface PlaywrightOptions {
  /** Passed on to Playwright: files, `--grep` … Selection, never permission. */
  readonly playwrightArguments: readonly string[];
  /** Playwright's output, as it comes. */
  readonly onOutput: (text: string) => void;
}

/** Starts Playwright; in verify behind the canary, and inside the seal where there is one. */
export function startPlaywright(open: OpenRun, options: PlaywrightOptions): ChildProcess {
  const variables = {
    ...runMarker(open.context.runId),
    VERDIKJEDE_RUN: open.contextPath,
    NODE_EXTRA_CA_CERTS: open.guard.caPath,
    FORCE_COLOR: '0',
  };
  const { program, parameters } = commandOf(open, options, variables);
  const child = spawn(program, parameters, {
    cwd: inProject(),
    // A group of its own: Ctrl-C reaches the supervisor alone, which takes down in order.
    detached: process.platform !== 'win32',
    stdio: ['pipe', 'pipe', 'pipe'],
    env: childEnvironment(variables),
  });
  child.stdin?.on('error', () => undefined);
  if (child.pid !== undefined) registerPart(open.directory.path, child.pid, 'Playwright');
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => options.onOutput(text));
  }
  return child;
}

function commandOf(open: OpenRun, options: PlaywrightOptions, variables: Record<string, string>): Command {
  const cli = inProject('node_modules', '@playwright', 'test', 'cli.js');
  const playwright = [cli, 'test', '--project=scenarios', ...options.playwrightArguments];
  if (open.context.mode === 'test') return { program: process.execPath, parameters: playwright };
  const { sealer, context, guard } = open;
  const job: Job = {
    relay:
      guard.socketPath === undefined
        ? null
        : { socketPath: guard.socketPath, port: Number(new URL(guard.proxyUrl).port) },
    canary: {
      origin: Object.values(context.origins)[0] ?? '',
      proxyUrl: guard.proxyUrl,
      caPath: guard.caPath,
    },
    command: [process.execPath, ...playwright],
  };
  const first = {
    program: process.execPath,
    parameters: [inProject('harness', 'seal', 'inside', 'main.ts'), JSON.stringify(job)],
  };
  if (sealer === undefined || guard.socketPath === undefined) return first;
  // Noted before it is made, so that it is found whenever the supervisor is killed.
  if (sealer.by === 'container') registerEngine(open.directory.path);
  return sealedCommand(sealer, first, {
    readable: [
      ...[open.contextPath, guard.caPath, dirname(context.environmentFile), context.scenariosDir],
      ...(context.browser === null ? [] : [dirname(context.browser)]),
    ],
    writable: writableOf(open),
    socketPath: guard.socketPath,
    variables: sealedEnvironment(variables),
    labels: labels.of(context.runId),
  });
}

/** Made before they are handed in: what is not there cannot be. */
function writableOf({ context }: OpenRun): string[] {
  mkdirSync(context.allureResultsDir, { recursive: true });
  writeFileSync(context.scenariosPath, '');
  return [context.allureResultsDir, context.scenariosPath];
}
