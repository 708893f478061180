import { Command } from 'commander';
import { relative } from 'node:path';
import { systemClock } from '#harness/common/clock.ts';
import { approveProfile } from '#harness/comparison/approved-profile.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { HarnessError } from '../../errors.ts';
import { approvedProfile, writeApprovedProfile } from '../approved-profile-file.ts';
import { storedRecord, storedRecords } from '../run-store.ts';
import { print, say } from '../terminal.ts';

/** `verdikjede profile approve|show` */
export function profileCommand(): Command {
  const command = new Command('profile')
    .description('what an environment shows of itself, and who approved it')
    .addHelpText(
      'after',
      `
Examples:
  $ npx verdikjede profile show rehearsal
  $ npx verdikjede profile approve rehearsal --by "Kari Nordmann"`,
    );
  command
    .command('approve')
    .argument('<environment>')
    .requiredOption('--by <name>', 'who approves')
    .option('--run <id>', 'the verify run; the newest when absent')
    .description('approve what the last verify run saw as the profile to compare with')
    .action((environment: string, { by, run }: { by: string; run?: string }) => {
      const whose = loadEnvironment(environment);
      const [newest] = storedRecords('verify', { limit: 1, environment: whose.name });
      const record = run === undefined ? newest : storedRecord(run);
      if (record === undefined) throw nothing(`${whose.name} has not been verified yet.`, environment);
      const path = writeApprovedProfile(approveProfile(record, by, systemClock.now().toISOString()), whose);
      say(
        `Approved by ${by}: ${relative(process.cwd(), path)}, from run ${record.id}. Commit it, so that the approval can be traced.`,
      );
    });
  command
    .command('show')
    .argument('<environment>')
    .description('print the approved profile')
    .action((environment: string) => {
      const profile = approvedProfile(loadEnvironment(environment));
      if (profile === undefined)
        throw nothing(`Nobody has approved a profile for ${environment}.`, environment);
      print(JSON.stringify(profile, undefined, 2));
    });
  return command;
}

const nothing = (message: string, environment: string): HarnessError =>
  new HarnessError(message, {
    code: 'NOTHING_TO_COMPARE',
    stage: 'comparison',
    hint: `Run: npx verdikjede verify ${environment}, and then: npx verdikjede profile approve ${environment} --by "Your Name"`,
  });
