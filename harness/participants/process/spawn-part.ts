import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { StartedPart } from '../backend.ts';
import { deadline } from './deadline.ts';
import { lastLines, notReady } from '../not-ready.ts';
import { registerPart, runMarker } from '../run-directory.ts';

export interface PartProcess {
  readonly title: string;
  readonly runId: string;
  readonly runDir: string;
  readonly command: string;
  readonly args: readonly string[];
  /** All the variables it gets, besides the run's marker. */
  readonly env: Readonly<Record<string, string>>;
  /** Resolves when it is ready, if that is not told by `{"ready":true}` on stdout. */
  readonly ready?: (signal: AbortSignal) => Promise<void>;
  /** Time to end by itself before it is killed. */
  readonly graceMs: number;
}

/** A part that was spawned; it may not be ready yet. */
export interface SpawnedPart extends StartedPart {
  /** Throws PARTICIPANT_NOT_READY when it ends or stays silent for too long. */
  readonly ready: Promise<void>;
}

const readyWithinMs = 60_000;
/** More than what is quoted of it is not kept. */
const keptCharacters = 20_000;

/** Starts a process of the run and registers it. It ends with the supervisor: by its stdin, else by the keeper. */
export function spawnPart(plan: PartProcess): SpawnedPart {
  const child = spawn(plan.command, plan.args, {
    // A group of its own, so that Ctrl-C reaches the supervisor alone, which takes things down in order.
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...plan.env, ...runMarker(plan.runId) },
  });
  if (child.pid !== undefined) registerPart(plan.runDir, child.pid, plan.title);
  child.stdin.on('error', () => undefined);
  const said = tail(child);
  const exit = exitOf(child);
  const state = { stopping: false };
  const ready = readiness(plan, child, exit, said);
  ready.catch(() => undefined);
  return {
    title: plan.title,
    ready,
    ended: new Promise((resolve) => {
      void exit.then((how) => {
        if (!state.stopping) resolve(`${how}\n${lastLines(said())}`);
      });
    }),
    stop: async () => {
      state.stopping = true;
      await stop(child, exit, plan.graceMs);
    },
  };
}

/** How a child ended, in words; also when it could not be started at all. */
function exitOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) =>
      resolve(`it could not be started (${(error as { code?: string }).code ?? error.name})`),
    );
    child.once('close', (code, signal) =>
      resolve(signal === null ? `it ended with code ${code ?? -1}` : `it was ended by ${signal}`),
    );
  });
}

function tail(child: ChildProcess): () => string {
  let kept = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    kept = (kept + text).slice(-keptCharacters);
  });
  return () => kept;
}

async function readiness(
  plan: PartProcess,
  child: ChildProcess,
  exit: Promise<string>,
  said: () => string,
): Promise<void> {
  const over = new AbortController();
  const outcome = await Promise.race([
    (plan.ready?.(over.signal) ?? announced(child)).then(() => 'ready' as const),
    exit,
    deadline(readyWithinMs).then(() => `it did not say so within ${readyWithinMs / 1000} s`),
  ]);
  over.abort();
  child.stdout?.resume();
  if (outcome !== 'ready') throw notReady(plan.title, outcome, said());
}

function announced(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-keptCharacters);
      if (said.includes('{"ready":true}')) resolve();
    });
  });
}

async function stop(child: ChildProcess, exit: Promise<string>, graceMs: number): Promise<void> {
  const gone = (): boolean => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  if (gone()) return;
  child.kill('SIGTERM');
  child.stdin?.end();
  await Promise.race([exit, deadline(graceMs)]);
  if (gone()) return;
  child.kill('SIGKILL');
  await once(child, 'close');
}
