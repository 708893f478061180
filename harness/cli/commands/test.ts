import { Command } from 'commander';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { HarnessError } from '../../errors.ts';
import { conclude } from '../conclude.ts';
import { interruption } from '../interruption.ts';
import {
  backendOption,
  driftOption,
  runAndKeep,
  scenariosOption,
  type SharedOptions,
} from '../run-options.ts';
import { ensureTools } from '../setup/ensure-tools.ts';

/** `verdikjede test [environment] [playwright arguments]` */
export function testCommand(): Command {
  return new Command('test')
    .description('run scenarios in a test environment; unknown options go to Playwright')
    .argument('[playwright...]', 'files, file:line and options for Playwright')
    .option('--environment <name or file>', 'where to run', 'local')
    .addOption(backendOption())
    .addOption(driftOption())
    .addOption(scenariosOption())
    .allowUnknownOption()
    .addHelpText(
      'after',
      `
Examples:
  $ npx verdikjede test
  $ npx verdikjede test --grep "another citizen" --headed
  $ npx verdikjede test scenarios/letter/letter-arrives.scenario.ts:7 --backend process
  $ npx playwright test --ui          Playwright's own ways work too`,
    )
    .action(async (playwrightArguments: string[], options: SharedOptions & { environment: string }) => {
      const environment = loadEnvironment(options.environment);
      if (environment.mode === 'verify') {
        throw new HarnessError(`${environment.name} is an environment to verify, reading only.`, {
          code: 'ENVIRONMENT_REFUSED',
          stage: 'run',
          hint: `Run: npx verdikjede verify ${options.environment}`,
        });
      }
      const interrupted = interruption();
      await ensureTools(['browser', 'participants'], options.backend);
      const title = `Test: ${environment.title.en}`;
      const { record } = await runAndKeep({
        ...options,
        title,
        environment,
        playwrightArguments,
        interrupted,
      });
      process.exitCode = await conclude({ tests: [record] });
    });
}
