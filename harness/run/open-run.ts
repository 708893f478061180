import { join } from 'node:path';
import type { Drift } from '#environments/drift.schema.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { holdCredentials } from '#harness/environment/secrets/hold-credentials.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { requireBrowser } from '#harness/environment/tools/find-browser.ts';
import { writeRunContext, type RunContext } from '#harness/environment/run-context.ts';
import { systemClock } from '#harness/common/clock.ts';
import { lockEnvironment } from '#harness/gate/single-flight/environment-lock.ts';
import type { Gate, PassedGate } from '#harness/gate/pass-gate.ts';
import { requireSeal } from '#harness/seal/require-seal.ts';
import type { Sealer } from '#harness/seal/sealed-command.ts';
import type { SealChoice } from '#harness/seal/try-seal.ts';
import { startGuard, type GuardOptions, type RunningGuard } from '#harness/guard/start-guard.ts';
import { openRunDirectory, registerPart, type RunDirectory } from '#harness/participants/run-directory.ts';
import {
  startParticipants,
  type Backend,
  type PartEvent,
  type RunningParticipants,
} from '#harness/participants/start-participants.ts';
import { sweepLeftovers } from '#harness/participants/sweep.ts';
import type { HarnessError } from '../errors.ts';
import { approvedIn, auditFor, type EvidencePlace, type RunAudit } from './run-audit.ts';
import { assertGate } from './assert-gate.ts';
import { labelOperations } from './label-operations.ts';
import { newRunId } from './run-id.ts';

export interface RunOptions {
  readonly environment: Environment;
  readonly backend: Backend;
  readonly drift?: Drift;
  readonly allureResultsDir: string;
  /** Where the reporter writes; default: in the run's own folder. */
  readonly scenariosPath?: string;
  /** Default: `scenarios/` of the project. */
  readonly scenariosDir?: string;
  readonly headed?: boolean;
  /** What shall seal a verify run; default: what works. */
  readonly seal?: SealChoice;
  readonly images?: { readonly service?: string; readonly wiremock?: string };
  /** Where the audit log goes; a verify run must have one, a test run keeps none. */
  readonly evidence?: EvidencePlace;
  /** Lets the run through, or throws GATE_REFUSED. Before any participant is started, and before anything is sent. */
  readonly gate?: Gate;
  readonly progress: (event: PartEvent) => void;
}

/** All that must run before a scenario can: participants and guard. Disposing takes everything down again. */
export interface OpenRun extends AsyncDisposable {
  readonly directory: RunDirectory;
  readonly participants: RunningParticipants;
  readonly guard: RunningGuard;
  readonly context: RunContext;
  readonly contextPath: string;
  /** Of a verify run. */
  readonly audit: RunAudit | undefined;
  /** What the gate let through, where there is one. */
  readonly passed: PassedGate | undefined;
  /** What seals the run; undefined when it is not sealed. */
  readonly sealer: Sealer | undefined;
  /** Resolves when a part dies while the run is open. */
  readonly died: Promise<HarnessError>;
}

/** Starts participants and guard, in that order, and takes down what started when something does not. */
export async function openRun(options: RunOptions): Promise<OpenRun> {
  assertGate(options, 'open');
  await using stack = new AsyncDisposableStack();
  const runId = newRunId();
  stack.use(lockFor(options.environment, runId));
  const audit = auditFor(options.environment, runId, options.evidence);
  const credentials = holdCredentials(options.environment);
  const browser = requireBrowser(options.headed === true ? { headed: true } : {});
  await sweepLeftovers();
  const directory = stack.use(await openRunDirectory(runId));
  const passed = options.gate?.({ runId, runDir: directory.path });
  const { environment, backend, drift, progress, images } = options;
  const { sealer } =
    environment.mode === 'verify' ? await requireSeal(environment, options.seal) : { sealer: undefined };
  progress({ part: 'run', state: 'starting', ms: 0, because: `run ${runId}` });
  const participants = stack.use(
    await startParticipants(environment, {
      runId,
      runDir: directory.path,
      backend,
      progress,
      ...(drift === undefined ? {} : { drift }),
      ...(images === undefined ? {} : { images }),
    }),
  );
  const guard = stack.use(
    await startGuard({
      environment,
      origins: participants.origins,
      // Wherever this machine's resolver would lead it.
      resolve: { localhost: '127.0.0.1', ...participants.resolve },
      trust: [participants.ca, ...(environment.trust === undefined ? [] : [environment.trust])],
      runDir: directory.path,
      runId,
      label: labelOperations(),
      roster: environment.roster.people.map(({ pid }) => pid),
      ...(audit === undefined ? {} : { audit: { ...audit.guard, ...approvedIn(passed) } }),
      allowance: allowanceOf(environment, passed),
      credentials,
      ...(sealer === undefined ? {} : { socketPath: join(directory.path, 'guard.sock') }),
      onPid: (pid) => registerPart(directory.path, pid, 'guard'),
    }),
  );
  const context = contextOf({
    ...{ options, runId, participants, guard, browser },
    runDir: directory.path,
    sealer,
  });
  const contextPath = join(directory.path, 'context.json');
  writeRunContext(contextPath, context);
  const open = stack.move();
  return {
    ...{ directory, participants, guard, context, contextPath, audit, passed, sealer },
    died: Promise.race([participants.died, guard.died]),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

/** A verify run is alone in its environment; a test run is not. */
const lockFor = (environment: Environment, runId: string): Disposable | undefined =>
  environment.mode === 'test' ? undefined : lockEnvironment(environment, { runId, now: systemClock.now() });

/** What limits a verify run; a test run is limited by nothing. */
function allowanceOf(
  { mode, limits }: Environment,
  passed: PassedGate | undefined,
): GuardOptions['allowance'] {
  if (mode === 'test') return undefined;
  const { requests, requestsPerSecond } = limits;
  return { requests, requestsPerSecond, window: passed?.approval().window ?? null };
}

interface ContextParts {
  readonly options: RunOptions;
  readonly runId: string;
  readonly runDir: string;
  readonly participants: RunningParticipants;
  readonly guard: RunningGuard;
  readonly browser: string;
  readonly sealer: Sealer | undefined;
}

function contextOf(parts: ContextParts): RunContext {
  const { options, runId, runDir, participants, guard, browser, sealer } = parts;
  return {
    runId,
    environmentFile: options.environment.file,
    environmentName: options.environment.name,
    mode: options.environment.mode,
    sealed: sealer !== undefined,
    browserSandbox: sealer?.browserSandbox ?? false,
    scenariosDir: options.scenariosDir ?? inProject('scenarios'),
    scenariosPath: options.scenariosPath ?? join(runDir, 'scenarios.jsonl'),
    allureResultsDir: options.allureResultsDir,
    proxyUrl: guard.proxyUrl,
    caSpki: guard.caSpki,
    origins: { ...participants.origins },
    wiremockAdminUrl: participants.wiremockAdminUrl ?? null,
    serviceUrls: { ...participants.serviceUrls },
    browser,
  };
}
