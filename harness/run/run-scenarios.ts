import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { systemClock } from '#harness/common/clock.ts';
import type { CheckpointSigner } from '#harness/audit/checkpoint-key.ts';
import type { ListedRequests } from '#harness/observation/listed-requests.schema.ts';
import type { RunRecord } from '#harness/observation/run-record.schema.ts';
import type { ReadVersion } from '#harness/gate/check-versions.ts';
import { canaryLivedExitCode } from '#harness/seal/inside/job.ts';
import { HarnessError } from '../errors.ts';
import { assertGate } from './assert-gate.ts';
import { composeRecord } from './compose-record.ts';
import { openJournal } from './journal.ts';
import { openRun, type OpenRun, type RunOptions } from './open-run.ts';
import { noteVersions, versionsThroughGuard } from './read-versions.ts';
import { startPlaywright } from './start-playwright.ts';
import { describeUnexpected, scenarioOf } from './unexpected-requests.ts';

export interface ScenarioRunOptions extends RunOptions {
  /** Passed on to Playwright: files, `--grep`, `--headed`, `--debug` … Selection, never permission. */
  readonly playwrightArguments: readonly string[];
  readonly driftTitle: string | null;
  /** Playwright's output, as it comes. */
  readonly onOutput: (text: string) => void;
  readonly interrupted: AbortSignal;
}

/** A run that is over, and all that it started is down. */
export interface FinishedRun {
  readonly record: RunRecord;
  /** Signs for the run with the key of its audit log; undefined in mode test, which keeps none. */
  readonly signer: CheckpointSigner | undefined;
}

/** One supervised run: participants and guard, then Playwright as child, then everything down again. */
export async function runScenarios(options: ScenarioRunOptions): Promise<FinishedRun> {
  assertGate(options, 'scenarios');
  const startedAt = systemClock.now();
  await using open = await openRun(options);
  const stopping = new AbortController();
  void open.guard.stopped.then(() => stopping.abort());
  const over = AbortSignal.any([options.interrupted, stopping.signal]);
  const asked: ListedRequests[] = [];
  const versions: NonNullable<RunRecord['versions']> = [];
  const readVersion = noteVersions(
    versionsThroughGuard(open, (requests) => asked.push(requests)),
    versions,
  );
  if (!over.aborted) await checkVersions(open, over, readVersion);
  const faults: string[] = [];
  let code: number | null = null;
  if (!over.aborted) {
    const child = startPlaywright(open, options);
    void open.died.then((error) => {
      faults.push(error.message);
      end(child, options.environment.mode);
    });
    const stop = (): void => end(child, options.environment.mode);
    over.addEventListener('abort', stop);
    code = await exitOf(child);
    over.removeEventListener('abort', stop);
    if (faults.length === 0 && !over.aborted) faults.push(...brokenOff(code, open));
  }
  const endedAt = systemClock.now();
  // Nothing more may pass; only now are ledger and audit log whole.
  await open.guard[Symbol.asyncDispose]();
  const unexpected = await unownedRequests(open, startedAt).catch(() => []);
  const record = composeRecord({
    open,
    environment: options.environment,
    drift: options.driftTitle,
    kind: options.environment.mode,
    startedAt,
    endedAt,
    unexpected,
    faults,
    interrupted: options.interrupted.aborted,
    ...(over.aborted || faults.length > 0 || code === canaryLivedExitCode ? {} : { asked }),
    ...(open.passed === undefined ? {} : { versions }),
  });
  const isStopped = record.guard.stopped !== undefined;
  const told = faults.length > 0 || record.interrupted || isStopped || code === canaryLivedExitCode;
  if (record.scenarios.length === 0 && !told) throw nothingRan();
  return { record, signer: open.audit?.signer };
}

/** How long the guard's word that it has stopped may come after its refusal. */
const wordMs = 500;

/** Throws GATE_REFUSED where something else is deployed, but not in a run that was stopped: it saw nothing. */
async function checkVersions(open: OpenRun, over: AbortSignal, read: ReadVersion): Promise<void> {
  try {
    await open.passed?.checkVersions(read);
  } catch (error) {
    await Promise.race([open.guard.stopped, systemClock.after(wordMs)]);
    if (!over.aborted) throw error;
  }
}

/** Ends Playwright in order. In verify it is not our child but its first program's, which ends it when its input ends. */
function end(child: ChildProcess, mode: RunRecord['kind']): void {
  if (mode === 'test') child.kill('SIGTERM');
  else child.stdin?.end();
}

/** From here on an exit code is the engine's own: 125 to 127 where nothing was started, else 128 and a signal. */
const firstEngineCode = 125;

function brokenOff(code: number | null, { sealer }: OpenRun): string[] {
  if (code === null) return ['Playwright was killed.'];
  if (sealer?.by !== 'container' || code < firstEngineCode) return [];
  return [`The container that seals the run did not come to its end (exit code ${code}).`];
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

/** Requests that nobody expected and no scenario owns: they are the run's. */
async function unownedRequests(open: OpenRun, since: Date): Promise<string[]> {
  const { wiremockAdminUrl, mode } = open.context;
  if (wiremockAdminUrl === null || mode === 'verify') return [];
  const unexpected = await openJournal(wiremockAdminUrl).unexpected(since);
  return unexpected.filter((entry) => scenarioOf(entry) === undefined).map(describeUnexpected);
}

const nothingRan = (): HarnessError =>
  new HarnessError('No scenario was run: the selection fits none, or the scenarios could not be loaded.', {
    code: 'USAGE',
    stage: 'run',
    hint: 'Look at Playwright’s own output above; `npx playwright test --list` shows all scenarios.',
  });
