import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { systemClock } from '#harness/common/clock.ts';
import { markedProcesses } from './leftovers/marked-processes.ts';
import { lives, signal, type ProcessIdentity } from './leftovers/process-identity.ts';
import { readRunFile, runsHome } from './run-file.ts';

/** How long a part may take to end by itself before it is killed. */
const graceMs = 3_000;
/** A folder that never got its name, or its file, is rubbish after this long. */
const unnamedForMs = 60_000;

/**
 * Takes down what earlier runs of this user left: those whose supervisor no longer lives. Living runs, and
 * processes that merely have a number that one of ours once had, are never touched. Returns the runs swept.
 */
export async function sweepLeftovers(): Promise<string[]> {
  const dead = runDirectories().filter((runDir) => {
    const file = readRunFile(runDir);
    if (file !== undefined) return !lives(file.supervisor);
    return Date.now() - (statSync(runDir, { throwIfNoEntry: false })?.mtimeMs ?? 0) > unnamedForMs;
  });
  await Promise.all(dead.map((runDir) => sweepRun(runDir)));
  return dead.map((runDir) => basename(runDir));
}

/** The runs of this user whose supervisor lives. */
export function livingRuns(): string[] {
  return runDirectories().flatMap((runDir) => {
    const file = readRunFile(runDir);
    return file !== undefined && lives(file.supervisor) ? [file.runId] : [];
  });
}

/** Ends every process of one run, removes its containers, and then its folder. */
export async function sweepRun(runDir: string, supervisor: 'here' | 'gone' = 'gone'): Promise<void> {
  const file = readRunFile(runDir);
  if (file !== undefined) {
    await endAll(() => [...(readRunFile(runDir)?.parts ?? []), ...markedProcesses(file.runId)]);
    if (file.usesEngine) await removeContainers(file.runId, supervisor);
  }
  rmSync(runDir, { recursive: true, force: true, maxRetries: 5 });
}

function runDirectories(): string[] {
  try {
    return readdirSync(runsHome()).map((entry) => join(runsHome(), entry));
  } catch {
    return [];
  }
}

async function endAll(parts: () => ProcessIdentity[]): Promise<void> {
  const asked = new Set<number>();
  const until = Date.now() + graceMs;
  for (let left = parts().filter(lives); left.length > 0; left = parts().filter(lives)) {
    const late = Date.now() > until;
    for (const part of left.filter(({ pid }) => late || !asked.has(pid))) {
      signal(part, late ? 'SIGKILL' : 'SIGTERM');
      asked.add(part.pid);
    }
    await systemClock.after(100);
    if (Date.now() > until + graceMs) return;
  }
}

/** Imported only for a run that had containers: the engine's client takes longer to load than all else here. */
async function removeContainers(runId: string, supervisor: 'here' | 'gone'): Promise<void> {
  const { removeRunContainers } = await import('./container/remove-containers.ts');
  await removeRunContainers((run) => run === runId, supervisor).catch(() => undefined);
}
