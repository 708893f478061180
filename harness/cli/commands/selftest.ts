import { Command } from 'commander';
import { processEnvironment } from '#harness/environment/process-environment.ts';
import { runSelftest } from '../selftest/run-selftest.ts';
import { ensureTools } from '../setup/ensure-tools.ts';
import { heading } from '../terminal.ts';

/** `npm test`: all tests of the project itself, on both backends where an engine answers. */
export function selftestCommand(): Command {
  return new Command('selftest')
    .description('all tests of verdikjede itself (npm test)')
    .argument('[playwright...]', 'files and options for Playwright')
    .allowUnknownOption()
    .addHelpText('after', '\nExamples:\n  $ npm test\n  $ npm test -- harness/guard')
    .action(async (playwrightArguments: string[]) => {
      heading('What this machine needs');
      await ensureTools(['browser', 'participants'], 'process');
      process.exitCode = await runSelftest({ playwrightArguments, strict: processEnvironment().CI });
    });
}
