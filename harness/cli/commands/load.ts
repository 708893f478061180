import { Command, Option } from 'commander';
import { systemClock } from '#harness/common/clock.ts';
import { loadDrift } from '#harness/environment/load-drift.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { loadChain } from '#harness/load/load-chain.ts';
import { withLoadParties } from '#harness/load/load-parties.ts';
import { refuseVerify } from '#harness/load/refuse-verify.ts';
import { workloadNames, type WorkloadName } from '#harness/load/workloads.ts';
import { runMarker } from '#harness/participants/run-directory.ts';
import { composeRecord } from '#harness/run/compose-record.ts';
import { openRun } from '#harness/run/open-run.ts';
import { HarnessError } from '../../errors.ts';
import { conclude } from '../conclude.ts';
import { interruption } from '../interruption.ts';
import {
  backendOption,
  chosenBackend,
  chosenImages,
  driftOption,
  type SharedOptions,
} from '../run-options.ts';
import { outputDir, saveRecord } from '../run-store.ts';
import { ensureTools } from '../setup/ensure-tools.ts';
import { heading, partProgress, say } from '../terminal.ts';

interface LoadOptions extends SharedOptions {
  readonly environment: string;
  readonly workload: WorkloadName;
}

/** `verdikjede load [chain]` */
export function loadCommand(): Command {
  return new Command('load')
    .description('load a chain with k6, and prove afterwards that no message was lost or doubled')
    .argument('[chain]', 'the chain to load', 'letter')
    .option('--environment <name or file>', 'a test environment', 'local')
    .addOption(
      new Option('--workload <workload>', 'the shape of the load').choices(workloadNames).default('smoke'),
    )
    .addOption(backendOption())
    .addOption(driftOption())
    .addHelpText(
      'after',
      '\nExamples:\n  $ npx verdikjede load --workload smoke\n  $ npx verdikjede load letter --workload average --backend process',
    )
    .action(async (chain: string, options: LoadOptions) => {
      process.exitCode = await load(chain, options);
    });
}

async function load(chain: string, options: LoadOptions): Promise<number> {
  const named = loadEnvironment(options.environment);
  refuseVerify(named);
  const environment = { ...named, roster: withLoadParties(named.roster) };
  const drift = options.drift === undefined ? undefined : loadDrift(options.drift);
  const interrupted = interruption();
  await ensureTools(['participants'], options.backend);
  heading(`Load: ${chain}, ${options.workload}, on ${environment.title.en}`);
  const startedAt = systemClock.now();
  await using open = await openRun({
    environment,
    backend: chosenBackend(options.backend),
    images: chosenImages(),
    ...(drift === undefined ? {} : { drift }),
    allureResultsDir: outputDir,
    progress: partProgress,
  });
  const exchangeUrl = open.participants.serviceUrls['message-exchange'];
  if (exchangeUrl === undefined) throw notOurs();
  const result = await loadChain({
    chain,
    workload: options.workload,
    exchangeUrl,
    roster: environment.roster,
    runDir: open.directory.path,
    signal: interrupted,
    variables: runMarker(open.context.runId),
    onProgress: ({ elapsedMs, messages, perSecond, failed }) =>
      say(
        `    ${Math.round(elapsedMs / 1000)} s: ${messages} whole messages, ${perSecond.toFixed(0)} per second, ${failed} failed`,
      ),
  });
  const record = composeRecord({
    open,
    environment,
    drift: drift?.title ?? null,
    kind: 'load',
    startedAt,
    endedAt: systemClock.now(),
    unexpected: [],
    faults: [],
    interrupted: interrupted.aborted,
    load: result,
  });
  saveRecord(record);
  return conclude({ tests: [], load: record });
}

const notOurs = (): HarnessError =>
  new HarnessError('The message exchange of this environment is not ours: it has no load port.', {
    code: 'ENVIRONMENT_REFUSED',
    stage: 'load',
    hint: 'Load an environment whose message exchange is a mock.',
  });
