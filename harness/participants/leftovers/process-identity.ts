import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A process that cannot be mistaken for a later one with the same number. */
export const processIdentitySchema = z.strictObject({ pid: z.int(), startTime: z.string() });
export type ProcessIdentity = z.infer<typeof processIdentitySchema>;

/** The identity of a process that lives now; undefined when there is none with this number. */
export function identify(pid: number): ProcessIdentity | undefined {
  try {
    const startTime = startTimeOf(pid);
    return startTime === undefined ? undefined : { pid, startTime };
  } catch {
    return undefined;
  }
}

/** Whether this very process still lives (a zombie, which only waits to be reaped, does not). */
export const lives = (identity: ProcessIdentity): boolean =>
  identify(identity.pid)?.startTime === identity.startTime;

/** Sends a signal to this very process; false when it is gone. */
export function signal(identity: ProcessIdentity, name: 'SIGTERM' | 'SIGKILL'): boolean {
  if (!lives(identity)) return false;
  try {
    return process.kill(identity.pid, name);
  } catch {
    return false;
  }
}

function startTimeOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    // After the name, which may hold spaces and brackets, come state (field 3) … and start time (field 22).
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${bootId()}:${fields[19] ?? ''}`;
  }
  const windows = ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`];
  const text =
    process.platform === 'win32'
      ? run('powershell', windows)
      : run('ps', ['-o', 'lstart=', '-p', String(pid)]);
  return text === '' ? undefined : text;
}

/** Ticks since boot say nothing after a reboot. */
const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

const run = (program: string, args: readonly string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
