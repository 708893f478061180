import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { systemClock, type Clock } from '#harness/common/clock.ts';
import { childEnvironment } from '#harness/environment/process-environment.ts';
import { HarnessError } from '../errors.ts';
import { followEvidence, type LoadProgress } from './follow-evidence.ts';
import { readSummary, type K6Summary } from './k6-summary.ts';

export interface K6Run {
  readonly k6: string;
  /** Bundled script. */
  readonly script: string;
  readonly planFile: string;
  /** The script's evidence, one JSON line each; made by k6 from the script's console output. */
  readonly evidenceFile: string;
  readonly summaryFile: string;
  readonly onProgress: (progress: LoadProgress) => void;
  /** Ends the test early; what was seen until then is still summed up. */
  readonly signal?: AbortSignal;
  /** Variables that k6 is started with beside the usual ones. */
  readonly variables?: Record<string, string>;
  readonly clock?: Clock;
}

/** k6's own exit codes that still leave a summary: met, thresholds crossed, aborted by the script, stopped. */
const endings = { met: 0, thresholdsCrossed: 99, stopped: 105, abortedByScript: 108 } as const;

/**
 * Runs k6 to its end and returns its summary. Throws PARTICIPANT_DOWN when the script gave up because nothing
 * answered, LOAD_FAILED when k6 could not run the script.
 */
export async function runK6(run: K6Run): Promise<K6Summary> {
  const clock = run.clock ?? systemClock;
  const child = spawn(run.k6, k6Arguments(run), {
    env: childEnvironment(run.variables),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stop = (): boolean => child.kill('SIGTERM');
  run.signal?.addEventListener('abort', stop, { once: true });
  const complaints: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? -1));
  });
  const follow = followEvidence(run, clock);
  try {
    if (run.signal?.aborted === true) stop();
    const code = await ended;
    await follow.finish();
    return await outcome(run, code, complaints.join(''));
  } finally {
    await follow.finish();
    run.signal?.removeEventListener('abort', stop);
    stop();
  }
}

function k6Arguments(run: K6Run): string[] {
  return [
    'run',
    '--quiet',
    '--no-color',
    '--no-usage-report',
    ...['--address', ''],
    ...['--log-format', 'raw'],
    ...['--console-output', run.evidenceFile],
    ...['--env', `PLAN=${run.planFile}`],
    ...['--env', `SUMMARY=${run.summaryFile}`],
    run.script,
  ];
}

async function outcome(run: K6Run, code: number, complaint: string): Promise<K6Summary> {
  if (code === endings.abortedByScript && complaint.includes(exchangeGone)) {
    throw new HarnessError('The message exchange stopped answering during the load test.', {
      code: 'PARTICIPANT_DOWN',
      stage: 'load',
      participant: 'message-exchange',
      hint: 'Start it again and load again; a workload that stops it twice has found a limit.',
    });
  }
  if (!Object.values<number>(endings).includes(code)) {
    throw new HarnessError(`k6 ended with code ${code} before the test was over.\n${lastLines(complaint)}`, {
      code: 'LOAD_FAILED',
      stage: 'load',
      hint: "k6's exit codes: https://grafana.com/docs/k6/latest/misc/exit-codes/.",
    });
  }
  return readSummary(await readFile(run.summaryFile, 'utf8'));
}

/** The words with which a script gives up when nothing listens any more. */
const exchangeGone = 'exchange does not answer';

const lastLines = (text: string): string => text.trim().split('\n').slice(-8).join('\n');
