import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPlanSchema, type LoadPlan } from '#harness/common/load-plan.ts';
import type { Roster } from '#harness/common/roster.ts';
import { inProject } from '#harness/environment/project-root.ts';
import type { LoadResult } from '#harness/observation/load-result.schema.ts';
import { HarnessError } from '../errors.ts';
import { bundleScript } from './bundle-script.ts';
import { checkHistory } from './check-history.ts';
import { findK6 } from './find-k6.ts';
import type { LoadProgress } from './follow-evidence.ts';
import { summarySteps, summaryThresholds, type K6Summary } from './k6-summary.ts';
import { loadPairs } from './load-parties.ts';
import { readEvidence } from './read-evidence.ts';
import { runK6 } from './run-k6.ts';
import { workloads, type Workload, type WorkloadName } from './workloads.ts';

export interface LoadChainOptions {
  /** Folder under scenarios/ with a `<chain>.load.ts`. */
  readonly chain: string;
  /** A workload by name, or one of the caller's own (then `name` stands in the result). */
  readonly workload: WorkloadName | (Workload & { readonly name: string });
  /** The exchange's plain port, past front and WireMock. */
  readonly exchangeUrl: string;
  /** The roster that the exchange was started with, made by withLoadParties(). */
  readonly roster: Roster;
  /** Existing or new folder for `load-evidence.jsonl` and `load-summary.json`. */
  readonly runDir: string;
  readonly onProgress: (progress: LoadProgress) => void;
  readonly signal?: AbortSignal;
  /** Variables for k6: the run's marker, by which a sweep finds it should this process be killed. */
  readonly variables?: Record<string, string>;
  /** How long a message or receipt may stay away before it counts as failed. Default 2000. */
  readonly patienceMs?: number;
}

/**
 * Loads a chain with k6 and checks the history afterwards. Findings (a crossed threshold, a lost message) are data
 * in the result; it throws SETUP_MISSING without k6, PARTICIPANT_DOWN when the exchange goes away, USAGE for an
 * unknown chain and LOAD_FAILED for all else. Call refuseVerify() first: this function knows no mode.
 */
export async function loadChain(options: LoadChainOptions): Promise<LoadResult> {
  const script = inProject('scenarios', options.chain, `${options.chain}.load.ts`);
  if (!existsSync(script)) throw unknownChain(options.chain);
  const k6 = findK6();
  const { name, workload } = namedWorkload(options.workload);
  const plan = loadPlan(options, workload);
  await mkdir(options.runDir, { recursive: true });
  const evidenceFile = join(options.runDir, 'load-evidence.jsonl');
  const summaryFile = join(options.runDir, 'load-summary.json');
  const workshop = await mkdtemp(join(tmpdir(), 'verdikjede-load-'));
  try {
    const bundled = join(workshop, `${options.chain}.load.js`);
    const planFile = join(workshop, 'plan.json');
    await bundleScript(script, bundled);
    await writeFile(planFile, JSON.stringify(plan), { mode: 0o600 });
    await rm(evidenceFile, { force: true });
    const { onProgress, signal, variables = {} } = options;
    const summary = await runK6({
      ...{ k6, script: bundled, planFile, evidenceFile, summaryFile, onProgress, variables },
      ...(signal === undefined ? {} : { signal }),
    });
    return loadResult(options.chain, name, summary, checkHistory(await readEvidence(evidenceFile)));
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

function namedWorkload(choice: LoadChainOptions['workload']): { name: string; workload: Workload } {
  return typeof choice === 'string'
    ? { name: choice, workload: workloads[choice] }
    : { name: choice.name, workload: choice };
}

function loadPlan(options: LoadChainOptions, workload: Workload): LoadPlan {
  return loadPlanSchema.parse({
    baseUrl: options.exchangeUrl.replace(/\/$/, ''),
    pairs: loadPairs(options.roster, workload.virtualUsers),
    patients: options.roster.people.map(({ pid, familyName, middleName, givenName }) => ({
      ...{ pid, familyName, givenName },
      ...(middleName === undefined ? {} : { middleName }),
    })),
    options: { scenarios: workload.scenarios },
    endAtThreshold: workload.endAtThreshold,
    patienceMs: options.patienceMs ?? 2000,
  });
}

function loadResult(
  chain: string,
  workload: string,
  summary: K6Summary,
  history: LoadResult['history'],
): LoadResult {
  const durationMs = summary.state.testRunDurationMs;
  const messages = summary.metrics['whole_messages']?.values['count'] ?? 0;
  return {
    ...{ chain, workload, durationMs, messages },
    messagesPerSecond: durationMs > 0 ? (messages * 1000) / durationMs : 0,
    steps: summarySteps(summary),
    thresholds: summaryThresholds(summary),
    history,
  };
}

function unknownChain(chain: string): HarnessError {
  return new HarnessError(`The chain ${chain} has no load script.`, {
    code: 'USAGE',
    stage: 'load',
    hint: `A chain's load script is scenarios/${chain}/${chain}.load.ts; scenarios/letter has one to copy.`,
  });
}
