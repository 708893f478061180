import { Command } from 'commander';
import { join } from 'node:path';
import { HarnessError } from '../../errors.ts';
import { conclude } from '../conclude.ts';
import { latestDir, storedRecords } from '../run-store.ts';
import { print } from '../terminal.ts';

/** `verdikjede report`: the pages anew, from what is stored. */
export function reportCommand(): Command {
  return new Command('report')
    .description('write the report of the newest runs again, and print where it lies')
    .addHelpText('after', '\nExamples:\n  $ npx verdikjede report\n  $ xdg-open "$(npx verdikjede report)"')
    .action(async () => {
      const [verify] = storedRecords('verify', { limit: 1 });
      const tests = storedRecords('test', { limit: 2 });
      const [load] = storedRecords('load', { limit: 1 });
      if (verify === undefined && tests.length === 0 && load === undefined) {
        throw new HarnessError('No run is stored yet.', {
          code: 'NOTHING_TO_COMPARE',
          stage: 'report',
          hint: 'Run: npx verdikjede start',
        });
      }
      await conclude({
        tests,
        ...(verify === undefined ? {} : { verify }),
        ...(load === undefined ? {} : { load }),
      });
      print(join(latestDir, 'index.html'));
      process.exitCode = 0;
    });
}
