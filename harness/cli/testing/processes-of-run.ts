import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runsHome } from '#harness/participants/run-file.ts';

/** Command lines of all processes that belong to a run, by its id in their arguments or variables (Linux). */
export function processesOfRun(runId: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      const variables = readFileSync(`/proc/${pid}/environ`, 'utf8');
      return command.includes(runId) || variables.includes(runId) ? [`${pid} ${command}`] : [];
    } catch {
      return [];
    }
  });
}

/** Whether the run's folder is still there. */
export const runFolderExists = (runId: string): boolean => existsSync(join(runsHome(), runId));
