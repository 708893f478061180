import { Command } from 'commander';
import { relative } from 'node:path';
import type { Leases } from '#environments/change.schema.ts';
import { systemClock } from '#harness/common/clock.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { deactivate, releaseLease } from '#harness/gate/roster/change-leases.ts';
import { readLeases, writeLeases } from '#harness/gate/roster/lease-file.ts';
import { say } from '../terminal.ts';
import { assertInRoster } from './roster-lease.ts';

/** `verdikjede roster release` */
export const rosterReleaseCommand = (): Command =>
  new Command('release')
    .description('end a lease before its time')
    .argument('<environment>')
    .requiredOption('--role <role>', 'who is given back')
    .addHelpText('after', '\nExamples:\n  $ npx verdikjede roster release production --role citizen')
    .action((name: string, { role }: { role: string }) => {
      say(
        `${role} is released. Commit ${change(name, role, (leases, now) => releaseLease(leases, role, now))}.`,
      );
    });

/** `verdikjede roster deactivate` */
export const rosterDeactivateCommand = (): Command =>
  new Command('deactivate')
    .description(
      'note that a person’s login was taken away in the systems; it is not deleted, so that logs can be traced',
    )
    .argument('<environment>')
    .requiredOption('--role <role>', 'who')
    .requiredOption('--by <person>', 'who took it away')
    .requiredOption('--because <text>', 'why')
    .addHelpText(
      'after',
      '\nExamples:\n  $ npx verdikjede roster deactivate production --role citizen --by ola@example.org --because "test is over"',
    )
    .action((name: string, { role, by, because }: { role: string; by: string; because: string }) => {
      const path = change(name, role, (leases, now) =>
        deactivate(leases, { role, at: now.toISOString(), by, because }, now),
      );
      say(`${role} is deactivated. Commit ${path}.`);
    });

function change(name: string, role: string, by: (leases: Leases, now: Date) => Leases): string {
  const environment = loadEnvironment(name);
  assertInRoster(environment, role);
  return relative(process.cwd(), writeLeases(environment, by(readLeases(environment), systemClock.now())));
}
