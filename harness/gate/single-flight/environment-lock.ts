import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { takeKernelLock, type KernelLock } from '#harness/common/kernel-lock.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { HarnessError } from '#harness/errors.ts';
import { stateFolder } from '../nonce/used-nonces.ts';

/** Who verifies an environment now. */
const verificationSchema = z.strictObject({
  environment: z.string(),
  /** The environment's file. */
  file: z.string(),
  runId: z.string(),
  user: z.string(),
  host: z.string(),
  pid: z.int(),
  startedAt: z.iso.datetime(),
});
export type Verification = z.infer<typeof verificationSchema>;

/** A verification that runs now; nothing is known of one that took its lock a moment ago. */
export interface RunningVerification {
  readonly environment: string;
  readonly known: Verification | undefined;
}

const folderOfLocks = (): string => join(stateFolder(), 'running');
const lockFile = (name: string): string => join(folderOfLocks(), `${name}.lock`);
const noteFile = (name: string): string => join(folderOfLocks(), `${name}.json`);
/** Somebody who only looks holds the lock for a moment. */
const patienceMs = 1_000;

/**
 * Takes the one right to verify an environment, by its name, for this user, or for all who share VERDIKJEDE_STATE. The
 * lock ends with this process, so that one of a dead process is simply taken. Throws ENVIRONMENT_BUSY.
 */
export function lockEnvironment(
  { name, file }: Pick<Environment, 'name' | 'file'>,
  { runId, now }: { readonly runId: string; readonly now: Date },
): Disposable {
  const lock = takeLock(name);
  if (lock === undefined) throw busy({ environment: name, known: readNote(name) });
  const { username } = userInfo();
  const who = { user: username, host: hostname(), pid: process.pid, startedAt: now.toISOString() };
  const note: Verification = { environment: name, file, runId, ...who };
  // In one step: whoever reads it sees this run or none.
  writeFileSync(`${noteFile(name)}.new`, JSON.stringify(note));
  renameSync(`${noteFile(name)}.new`, noteFile(name));
  return {
    [Symbol.dispose]: () => {
      rmSync(noteFile(name), { force: true });
      lock.release();
    },
  };
}

/** Throws ENVIRONMENT_BUSY when the environment is being verified: to be asked before anything else is done. */
export function refuseWhileVerified({ name }: Pick<Environment, 'name'>): void {
  const running = verificationOf(name);
  if (running !== undefined) throw busy(running);
}

/** All verifications that run now. */
export function runningVerifications(): RunningVerification[] {
  return lockNames().flatMap((name) => verificationOf(name) ?? []);
}

function verificationOf(name: string): RunningVerification | undefined {
  if (!lockNames().includes(name)) return undefined;
  const lock = takeLock(name);
  lock?.release();
  return lock === undefined ? { environment: name, known: readNote(name) } : undefined;
}

function lockNames(): string[] {
  try {
    return readdirSync(folderOfLocks()).flatMap((file) => /^(.*)\.lock$/.exec(file)?.[1] ?? []);
  } catch {
    return [];
  }
}

function takeLock(name: string): KernelLock | undefined {
  try {
    mkdirSync(folderOfLocks(), { recursive: true, mode: 0o700 });
    return takeKernelLock(lockFile(name), { patienceMs });
  } catch (cause) {
    throw new HarnessError(`The lock of ${name} cannot be kept in ${folderOfLocks()}.`, {
      code: 'SETUP_MISSING',
      stage: 'gate',
      hint: 'Make the folder writable, or name another one in VERDIKJEDE_STATE.',
      cause,
    });
  }
}

function readNote(name: string): Verification | undefined {
  try {
    return verificationSchema.safeParse(JSON.parse(readFileSync(noteFile(name), 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** One sentence part: which run, whose, since when. */
export function describeVerification({ known }: RunningVerification): string {
  if (known === undefined) return 'a run that has just begun';
  const { runId, user, host, pid, startedAt } = known;
  return `run ${runId} by ${user}@${host} (process ${pid}) since ${startedAt}`;
}

const busy = (running: RunningVerification): HarnessError =>
  new HarnessError(
    `${running.environment} is being verified already: ${describeVerification(running)}. Only one run at a time may do so; nothing was started.`,
    {
      code: 'ENVIRONMENT_BUSY',
      stage: 'gate',
      hint: `Let it end, or stop it: npx verdikjede verify --stop ${running.environment}`,
    },
  );
