import { Command } from 'commander';
import { rosterLeaseCommand } from './roster-lease.ts';
import { rosterDeactivateCommand, rosterReleaseCommand } from './roster-end.ts';
import { rosterListCommand } from './roster-list.ts';

/** `verdikjede roster list|lease|release|deactivate`: who may be whom, for what and until when. */
export function rosterCommand(): Command {
  return new Command('roster')
    .description('the synthetic people of an environment: who uses whom, for what, and until when')
    .addCommand(rosterListCommand())
    .addCommand(rosterLeaseCommand())
    .addCommand(rosterReleaseCommand())
    .addCommand(rosterDeactivateCommand())
    .addHelpText(
      'after',
      `
Examples:
  $ npx verdikjede roster list production
  $ npx verdikjede roster lease production --role citizen --to kari@example.org --days 2 --purpose "CHG-1234" \\
      --by ola@example.org --function "tester, hospital" --confidentiality "HR-77" --signed-on 2026-01-15
  $ npx verdikjede roster release production --role citizen
  $ npx verdikjede roster deactivate production --role citizen --by ola@example.org --because "test is over"

Leases stand in environments/rosters/<roster>.leases.yaml: commit it, its history is the record.`,
    );
}
