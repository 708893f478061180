import { readdirSync, readFileSync } from 'node:fs';
import { identify, type ProcessIdentity } from './process-identity.ts';
import { runMarkerVariable } from '../run-file.ts';

/**
 * Every living process that carries a run's marker, but for this one: also those whose start the supervisor did not
 * live to note, and what they started in turn. Linux alone shows the variables of a process; elsewhere it is empty.
 */
export function markedProcesses(runId: string): ProcessIdentity[] {
  if (process.platform !== 'linux') return [];
  const entry = `${runMarkerVariable}=${runId}`;
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) return [];
    try {
      const carries = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(entry);
      const identity = carries ? identify(pid) : undefined;
      return identity === undefined ? [] : [identity];
    } catch {
      return [];
    }
  });
}
