import { Command } from 'commander';
import type { Environment } from '#harness/environment/environment.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { HarnessError } from '../../errors.ts';
import { conclude } from '../conclude.ts';
import { changeOption, gateFor } from '../gate-for.ts';
import { interruption } from '../interruption.ts';
import {
  backendOption,
  driftOption,
  runAndKeep,
  scenariosFolder,
  scenariosOption,
  type SharedOptions,
} from '../run-options.ts';
import { storedRecords } from '../run-store.ts';
import { ensureTools } from '../setup/ensure-tools.ts';
import { say } from '../terminal.ts';

/** `verdikjede verify <environment>` */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('run the same scenarios reading only, and compare with the latest test runs')
    .argument('<environment>', 'name or file of an environment of mode verify')
    .argument('[playwright...]', 'files, file:line and options for Playwright')
    .addOption(backendOption())
    .addOption(driftOption())
    .addOption(scenariosOption())
    .addOption(changeOption())
    .allowUnknownOption()
    .addHelpText(
      'after',
      `
Examples:
  $ npx verdikjede verify rehearsal
  $ npx verdikjede verify production --change environments/changes/CHG-1234.yaml
  $ npx verdikjede verify rehearsal --drift environments/drift/expiring-certificate.yaml`,
    )
    .action(async (name: string, playwrightArguments: string[], options: SharedOptions) => {
      const environment = loadEnvironment(name);
      assertVerifiable(environment);
      const interrupted = interruption();
      await ensureTools(['browser', 'participants', 'gate'], options.backend);
      const gate = gateFor(environment, { ...options, scenariosDir: scenariosFolder(options.scenarios) });
      const title = `Verify, reading only: ${environment.title.en}`;
      const verify = await runAndKeep({
        ...options,
        title,
        environment,
        playwrightArguments,
        interrupted,
        gate,
      });
      const tests = storedRecords('test', { limit: 2 });
      if (tests.length === 0) say('    No test run to compare with yet. Run: npx verdikjede test');
      process.exitCode = await conclude({ tests, verify });
    });
}

/** Mode verify, and wholly on this machine: nothing else may be verified without the seal. */
export function assertVerifiable(environment: Environment): void {
  const refuse = (message: string, hint: string): never => {
    throw new HarnessError(message, { code: 'ENVIRONMENT_REFUSED', stage: 'gate', hint });
  };
  if (environment.mode !== 'verify') {
    refuse(
      `${environment.name} is a test environment.`,
      'Run: npx verdikjede test, or name an environment of mode verify.',
    );
  }
  const real = Object.entries(environment.participants).flatMap(([name, { as }]) =>
    as === 'url' ? [name] : [],
  );
  if (real.length > 0) {
    refuse(
      `${environment.name} has real participants (${real.join(', ')}), and a run against them needs the seal, which this version does not have.`,
      'Only environments that run wholly on this machine can be verified, such as rehearsal.',
    );
  }
}
