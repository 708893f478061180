import { existsSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { waitUntil } from '#harness/common/wait-until.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import {
  describeVerification,
  runningVerifications,
  type RunningVerification,
} from '#harness/gate/single-flight/environment-lock.ts';
import { askToStop, controlSocketName } from '#harness/guard/ask-to-stop.ts';
import { signal } from '#harness/participants/leftovers/process-identity.ts';
import { readRunFile, runsHome } from '#harness/participants/run-file.ts';
import { HarnessError } from '../errors.ts';
import { say } from './terminal.ts';

const endTimeoutMs = 60_000;

/**
 * Stops the verify run of an environment, or of all, at once: the guard first, then the rest. Where its guard does not
 * answer it is killed, for nothing passes without it. Says so when nothing runs.
 */
export async function stopVerify(
  environment: string | undefined,
  because: string | undefined,
): Promise<void> {
  const running = runningVerifications().filter((one) => isMeant(one, environment));
  if (running.length === 0) {
    const whose = environment === undefined ? 'Nothing is' : `${nameOf(environment)} is not`;
    say(`${whose} being verified now by this user on this machine; there is nothing to stop.`);
    return;
  }
  for (const one of running) await stopOne(one, because);
}

function isMeant({ environment, known }: RunningVerification, asked: string | undefined): boolean {
  return asked === undefined || asked === environment || resolve(asked) === known?.file;
}

/** Of an environment that is there: a slip of the pen must not look like nothing to stop. */
const nameOf = (environment: string): string => loadEnvironment(environment).name;

async function stopOne(one: RunningVerification, because: string | undefined): Promise<void> {
  const { environment, known } = one;
  if (known === undefined) throw cannot(one, 'Give the same command again in a moment.');
  if (known.host !== hostname()) throw cannot(one, `Give the same command on ${known.host}.`);
  say(`    ${environment}: ${describeVerification(one)}`);
  say(`    ${await cutOff(one, known.runId, because)}`);
  await waitUntil({
    what: `the end of run ${known.runId}`,
    timeoutMs: endTimeoutMs,
    hint: `Nothing passes any more. End what is left of it: kill -9 ${known.pid}`,
    look: () =>
      runningVerifications().some((still) => still.known?.runId === known.runId) ? undefined : true,
  });
  say(`    It has ended, and ${environment} is free.`);
}

/** Cuts a run off by its guard; before it has one, and where it does not answer, by its processes. Says how. */
async function cutOff(one: RunningVerification, runId: string, because: string | undefined): Promise<string> {
  const runDir = join(runsHome(), runId);
  const stop = `${userInfo().username}@${hostname()}`;
  const request = because === undefined ? { stop } : { stop, because };
  const control = join(runDir, controlSocketName);
  if (await askToStop(control, request)) {
    return 'Stopped: the guard lets nothing pass any more, and the audit log says why.';
  }
  const file = readRunFile(runDir);
  const guard = file?.parts.find(({ title }) => title === 'guard');
  // One that does not listen yet has let nothing pass, and its run is interrupted before it begins.
  const ended = guard !== undefined && existsSync(control) && signal(guard, 'SIGKILL');
  if (ended) return 'Stopped: its guard did not answer, and was killed; nothing passes without it.';
  if (file !== undefined && signal(file.supervisor, 'SIGTERM')) {
    return 'Stopped: it had no guard yet, so nothing had left; it begins no scenario.';
  }
  throw cannot(one, 'Give the same command again in a moment, as the user who started it.');
}

const cannot = (one: RunningVerification, hint: string): HarnessError =>
  new HarnessError(`${one.environment} could not be stopped: ${describeVerification(one)}.`, {
    code: 'ENVIRONMENT_BUSY',
    stage: 'run',
    hint,
  });
