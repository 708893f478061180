import { Command } from 'commander';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { refuseWhileVerified } from '#harness/gate/single-flight/environment-lock.ts';
import { requireSeal } from '#harness/seal/require-seal.ts';
import { conclude } from '../conclude.ts';
import { interruption } from '../interruption.ts';
import { changeOption, gateFor } from '../gate-for.ts';
import {
  backendOption,
  driftOption,
  runAndKeep,
  scenariosFolder,
  type SharedOptions,
} from '../run-options.ts';
import { ensureTools } from '../setup/ensure-tools.ts';
import { heading } from '../terminal.ts';
import { assertVerifiable, tellSeal } from './verify.ts';

/** `verdikjede start`: the whole line once. */
export function startCommand(): Command {
  return new Command('start')
    .description('the whole line once: test twice, verify the rehearsal, compare, report')
    .option('--test <environment>', 'where to test', 'local')
    .option('--verify <environment>', 'what to verify', 'rehearsal')
    .addOption(backendOption())
    .addOption(changeOption())
    .addOption(driftOption().default(undefined, 'none'))
    .addHelpText(
      'after',
      `
Examples:
  $ npm start
  $ npx verdikjede start --drift environments/drift/changed-title.yaml    the drift is put on the environment verified`,
    )
    .action(async (options: SharedOptions & { test: string; verify: string }) => {
      const local = loadEnvironment(options.test);
      const rehearsal = loadEnvironment(options.verify);
      assertVerifiable(rehearsal);
      refuseWhileVerified(rehearsal);
      const interrupted = interruption();
      heading('What this machine needs');
      await ensureTools(['browser', 'participants', 'gate', 'seal'], options.backend);
      tellSeal(await requireSeal(rehearsal));
      const gate = gateFor(rehearsal, { ...options, scenariosDir: scenariosFolder(undefined) });
      const shared = { backend: options.backend, playwrightArguments: [], interrupted };
      const { record: test } = await runAndKeep({
        ...compact(shared),
        title: `Test, first time: ${local.title.en}`,
        environment: local,
      });
      const { record: again } = await runAndKeep({
        ...compact(shared),
        title: 'Test, second time: what differs now is noise',
        environment: local,
      });
      const title = `Verify, reading only: ${rehearsal.title.en}`;
      const drift = options.drift === undefined ? {} : { drift: options.drift };
      const { record: verify, attest } = await runAndKeep({
        ...compact(shared),
        ...drift,
        title,
        environment: rehearsal,
        gate,
      });
      process.exitCode = await conclude({ tests: [again, test], verify, attest });
    });
}

function compact<T extends { backend?: SharedOptions['backend'] | undefined }>(
  options: T,
): Omit<T, 'backend'> & { backend?: NonNullable<T['backend']> } {
  const { backend, ...rest } = options;
  return { ...rest, ...(backend === undefined ? {} : { backend }) };
}
