import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { inProject } from '#harness/environment/project-root.ts';
import { HarnessError } from '#harness/errors.ts';
import { identify } from './leftovers/process-identity.ts';
import { readRunFile, runMarkerVariable, runsHome, writeRunFile, type RunFile } from './run-file.ts';
import { sweepRun } from './sweep.ts';

/** A run's own folder and the keeper that takes the run down should its supervisor be killed. */
export interface RunDirectory extends AsyncDisposable {
  readonly runId: string;
  /** `<tmp>/verdikjede-<uid>/<runId>`, for this user alone (0700). */
  readonly path: string;
}

/**
 * Makes the folder of a run and starts its keeper. To be done before anything else is started; dispose it last:
 * the keeper is told that all went well, and the folder goes.
 */
export async function openRunDirectory(runId: string): Promise<RunDirectory> {
  const path = join(ownHome(), runId);
  const supervisor = identify(process.pid);
  if (supervisor === undefined) throw cannot('the supervisor cannot see its own process');
  // Filled before it gets its name: a folder with that name always says whose it is.
  const unnamed = mkdtempSync(join(runsHome(), '.new-'));
  writeRunFile(unnamed, { runId, supervisor, parts: [], usesEngine: false });
  renameSync(unnamed, path);
  const keeper = await startKeeper(path, runId);
  return {
    runId,
    path,
    [Symbol.asyncDispose]: async () => {
      await dismiss(keeper);
      // In order, there is only the folder left to remove; whatever else of the run still lives goes as well.
      await sweepRun(path, 'here');
    },
  };
}

/** Notes a process of this run, so that a sweep ends it should the supervisor be gone. Call it right after spawn. */
export function registerPart(runDir: string, pid: number, title: string): void {
  const identity = identify(pid);
  if (identity !== undefined)
    change(runDir, (file) => ({ ...file, parts: [...file.parts, { ...identity, title }] }));
}

/** Notes that this run has containers from now on. */
export function registerEngine(runDir: string): void {
  change(runDir, (file) => ({ ...file, usesEngine: true }));
}

/** The variable to start every process of the run with. */
export const runMarker = (runId: string): Record<string, string> => ({ [runMarkerVariable]: runId });

function change(runDir: string, by: (file: RunFile) => RunFile): void {
  const file = readRunFile(runDir);
  if (file === undefined) throw cannot(`${runDir} has no run.json; it is made by openRunDirectory()`);
  writeRunFile(runDir, by(file));
}

/** The folder above all runs. In a shared /tmp somebody else may have made it first: that is refused. */
function ownHome(): string {
  const home = runsHome();
  mkdirSync(home, { mode: 0o700, recursive: true });
  const { uid, mode } = lstatSync(home);
  const own = userInfo().uid;
  if (lstatSync(home).isDirectory() && (own === -1 || (uid === own && (mode & 0o077) === 0))) return home;
  throw cannot(`${home} is not a folder of this user alone (mode 0700)`);
}

async function startKeeper(path: string, runId: string): Promise<ChildProcess> {
  const keeper = spawn(
    process.execPath,
    [inProject('harness', 'participants', 'leftovers', 'keeper.ts'), path],
    {
      // A group of its own: neither Ctrl-C nor a kill of our group may reach it.
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: runMarker(runId),
    },
  );
  await once(keeper, 'spawn').catch((error: unknown) => {
    throw cannot(`its keeper does not start (${(error as { code?: string }).code ?? 'unknown reason'})`);
  });
  keeper.stdin?.on('error', () => undefined);
  // Neither holds the supervisor up.
  keeper.unref();
  return keeper;
}

async function dismiss(keeper: ChildProcess): Promise<void> {
  if (keeper.exitCode !== null || keeper.signalCode !== null || keeper.pid === undefined) return;
  keeper.ref();
  const gone = once(keeper, 'exit');
  keeper.stdin?.end('done\n');
  await gone;
}

const cannot = (what: string): HarnessError =>
  new HarnessError(`The run directory cannot be used: ${what}.`, {
    code: 'SETUP_MISSING',
    stage: 'setup',
    hint: 'Remove the folder or set TMPDIR to one that is yours.',
  });
