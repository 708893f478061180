import { Command } from 'commander';
import { describeSealer } from '#harness/seal/describe-sealer.ts';
import { requireSeal, type Seal } from '#harness/seal/require-seal.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { weakeningVariables } from '#harness/environment/process-environment.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { refuseWhileVerified } from '#harness/gate/single-flight/environment-lock.ts';
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
  sealOption,
  type SharedOptions,
} from '../run-options.ts';
import { storedRecords } from '../run-store.ts';
import { ensureTools, type Need } from '../setup/ensure-tools.ts';
import { stopVerify } from '../stop-verify.ts';
import { say } from '../terminal.ts';

interface VerifyOptions extends SharedOptions {
  readonly stop?: true;
  readonly because?: string;
}

const namesNothing = (): HarnessError =>
  new HarnessError('No environment was named.', {
    code: 'USAGE',
    stage: 'setup',
    hint: 'For example: npx verdikjede verify rehearsal',
  });

/** `verdikjede verify <environment>`, and its kill switch `verdikjede verify --stop`. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('run the same scenarios reading only, and compare with the latest test runs')
    .argument('[environment]', 'name or file of an environment of mode verify')
    .argument('[playwright...]', 'files, file:line and options for Playwright')
    .addOption(backendOption())
    .addOption(driftOption())
    .addOption(scenariosOption())
    .addOption(changeOption())
    .addOption(sealOption())
    .option('--stop', 'stop a verify run at once, from any terminal: of the environment, or every one')
    .option('--because <reason>', 'with --stop: why, for the audit log')
    .allowUnknownOption()
    .addHelpText(
      'after',
      `
Examples:
  $ npx verdikjede verify rehearsal
  $ npx verdikjede verify production --change environments/changes/CHG-1234.yaml
  $ npx verdikjede verify rehearsal --drift environments/drift/expiring-certificate.yaml
  $ npx verdikjede verify --stop production --because "the portal is slow"    nothing leaves any more; exit code 4 there`,
    )
    .action(async (name: string | undefined, playwrightArguments: string[], options: VerifyOptions) => {
      if (options.stop === true) return stopVerify(name, options.because);
      if (name === undefined) throw namesNothing();
      const environment = loadEnvironment(name);
      assertVerifiable(environment, playwrightArguments);
      refuseWhileVerified(environment);
      const interrupted = interruption();
      const needs: Need[] = [
        'browser',
        'participants',
        'gate',
        ...(options.seal === 'container' ? [] : ['seal' as const]),
      ];
      await ensureTools(needs, options.backend);
      tellSeal(await requireSeal(environment, options.seal));
      const gate = gateFor(environment, { ...options, scenariosDir: scenariosFolder(options.scenarios) });
      const title = `Verify, reading only: ${environment.title.en}`;
      const { record: verify, attest } = await runAndKeep({
        ...options,
        title,
        environment,
        playwrightArguments,
        interrupted,
        gate,
      });
      const tests = storedRecords('test', { limit: 2 });
      if (tests.length === 0) say('    No test run to compare with yet. Run: npx verdikjede test');
      process.exitCode = await conclude({ tests, verify, attest });
    });
}

/** Says what will seal a run; when nothing will, why, and how it could be. */
export function tellSeal(seal: Seal): void {
  if (seal.sealer === undefined) say(`    Not sealed: ${seal.because}. ${seal.hint}`);
  else say(`    Seal: ${describeSealer(seal.sealer)}.`);
}

/** What would open a window, keep traces or read another configuration: none of it belongs into a verify run. */
const notInVerify =
  /^(--headed|--debug|--ui(-.*)?|--trace|--config|-c|--output|--tsconfig|--update-snapshots|-u)(=.*)?$/;

/** Mode verify, and nothing set that weakens the run. */
export function assertVerifiable(
  environment: Environment,
  playwrightArguments: readonly string[] = [],
): void {
  const refuse = (message: string, hint: string): never => {
    throw new HarnessError(message, { code: 'ENVIRONMENT_REFUSED', stage: 'gate', hint });
  };
  if (environment.mode !== 'verify') {
    refuse(
      `${environment.name} is a test environment.`,
      'Run: npx verdikjede test, or name an environment of mode verify.',
    );
  }
  const { refused, cleaned } = weakeningVariables();
  if (refused.length > 0) {
    refuse(
      `Nothing is verified while ${refused.join(' and ')} is set: it changes what is loaded or trusted.`,
      `Run it without: env ${refused.map((name) => `-u ${name}`).join(' ')} npx verdikjede verify ${environment.name}`,
    );
  }
  const option = playwrightArguments.find((argument) => notInVerify.test(argument));
  if (option !== undefined) refuse(`${option} is not for a verify run.`, 'Use it with: npx verdikjede test');
  if (cleaned.length > 0) say(`    Kept from the run: ${cleaned.join(', ')}.`);
}
