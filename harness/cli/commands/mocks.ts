import { Command } from 'commander';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { openRun } from '#harness/run/open-run.ts';
import { HarnessError } from '../../errors.ts';
import { findOpenMocks, openInBrowser } from '../open-in-browser.ts';
import { interruption } from '../interruption.ts';
import { describeMocks, mocksFacts } from '../mocks-facts.ts';
import {
  backendOption,
  chosenBackend,
  chosenImages,
  driftOption,
  type SharedOptions,
} from '../run-options.ts';
import { loadDrift } from '#harness/environment/load-drift.ts';
import { evidencePlace, outputDir } from '../run-store.ts';
import { ensureTools } from '../setup/ensure-tools.ts';
import { partProgress, print, say } from '../terminal.ts';

/** `verdikjede mocks up|open` */
export function mocksCommand(): Command {
  const command = new Command('mocks')
    .description('keep an environment running, and click through it')
    .addHelpText(
      'after',
      `
Examples:
  $ npx verdikjede mocks up
  $ npx verdikjede mocks up --json
  $ npx verdikjede mocks open citizen-portal       in another terminal, while mocks are up`,
    );
  command
    .command('up')
    .description('start all participants, print names, logins and what to try, and keep them until Ctrl-C')
    .option('--environment <name or file>', 'what to start', 'local')
    .option('--json', 'print the facts as one JSON document')
    .addOption(backendOption())
    .addOption(driftOption())
    .action(up);
  command
    .command('open')
    .description('open a browser that knows the names and trusts the run’s CA')
    .argument('<participant>', 'e.g. citizen-portal, hospital-records')
    .action(async (participant: string) => {
      const context = findOpenMocks();
      if (context === undefined) throw notUp();
      await openInBrowser(context, participant, interruption());
    });
  return command;
}

async function up(options: SharedOptions & { environment: string; json?: boolean }): Promise<void> {
  const environment = loadEnvironment(options.environment);
  const interrupted = interruption();
  await ensureTools(['participants', 'browser'], options.backend);
  await using open = await openRun({
    environment,
    backend: chosenBackend(options.backend),
    images: chosenImages(),
    ...(options.drift === undefined ? {} : { drift: loadDrift(options.drift) }),
    allureResultsDir: outputDir,
    evidence: evidencePlace,
    progress: partProgress,
  });
  const facts = mocksFacts(environment, open);
  if (options.json === true) print(JSON.stringify(facts));
  else print(describeMocks(facts));
  const stopped = new Promise<undefined>((resolve) => {
    interrupted.addEventListener('abort', () => resolve(undefined));
  });
  const died = await Promise.race([stopped, open.died]);
  if (died !== undefined) throw died;
  say('Taken down.');
}

const notUp = (): HarnessError =>
  new HarnessError('No participants of ours are running.', {
    code: 'USAGE',
    stage: 'participants',
    hint: 'Run in another terminal: npx verdikjede mocks up',
  });
