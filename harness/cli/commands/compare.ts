import { Command } from 'commander';
import { HarnessError } from '../../errors.ts';
import { conclude } from '../conclude.ts';
import { storedRecord, storedRecords } from '../run-store.ts';

/** `verdikjede compare`: stored runs, without running anything. */
export function compareCommand(): Command {
  return new Command('compare')
    .description('compare stored runs again, by default the newest, and write the report')
    .option('--test <id>', 'the test run')
    .option('--test-again <id>', 'the second test run, for noise')
    .option('--verify <id>', 'the verify run')
    .addHelpText(
      'after',
      `
Examples:
  $ npx verdikjede compare
  $ npx verdikjede compare --verify 20261122T064012-3fa9       ids: reports/output/runs/`,
    )
    .action(async (options: { test?: string; testAgain?: string; verify?: string }) => {
      const verify =
        options.verify === undefined
          ? storedRecords('verify', { limit: 1 })[0]
          : storedRecord(options.verify);
      const ids = [options.test, options.testAgain].filter((id) => id !== undefined);
      const tests = ids.length > 0 ? ids.map(storedRecord) : storedRecords('test', { limit: 2 });
      if (verify === undefined || tests.length === 0) {
        throw new HarnessError(
          'A comparison needs a test run and a verify run, and one of them is not there.',
          {
            code: 'NOTHING_TO_COMPARE',
            stage: 'comparison',
            hint: 'Run: npx verdikjede start',
          },
        );
      }
      process.exitCode = await conclude({ tests, verify });
    });
}
