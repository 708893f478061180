import { Command, InvalidArgumentError } from 'commander';
import { relative } from 'node:path';
import { systemClock } from '#harness/common/clock.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { addLease, type Tester } from '#harness/gate/roster/change-leases.ts';
import { readLeases, writeLeases } from '#harness/gate/roster/lease-file.ts';
import { HarnessError } from '../../errors.ts';
import { say } from '../terminal.ts';

interface LeaseOptions {
  readonly role: readonly string[];
  readonly to: string;
  readonly days: number;
  readonly purpose: string;
  readonly by: string;
  readonly function?: string;
  readonly confidentiality?: string;
  readonly signedOn?: string;
}

const longestDays = 30;

/** `verdikjede roster lease` */
export const rosterLeaseCommand = (): Command =>
  new Command('lease')
    .description('lease people of the roster to a named tester, for a time')
    .argument('<environment>')
    .requiredOption('--role <role...>', 'who is leased: roles of the roster')
    .requiredOption('--to <tester>', 'name@place')
    .requiredOption('--purpose <text>', 'for what: a change, as a rule')
    .requiredOption('--by <person>', 'who grants it: name@place')
    .option('--days <number>', 'for how long', days, 1)
    .option('--function <text>', 'of the tester; once, when new')
    .option('--confidentiality <reference>', 'where the signed declaration lies; once, when new')
    .option('--signed-on <day>', 'when it was signed, as 2026-11-22; once, when new')
    .addHelpText(
      'after',
      '\nExamples:\n  $ npx verdikjede roster lease production --role citizen other-citizen --to kari@example.org --by ola@example.org --purpose CHG-1234',
    )
    .action((name: string, options: LeaseOptions) => {
      const environment = loadEnvironment(name);
      const now = systemClock.now();
      const before = readLeases(environment);
      const tester = testerOf(options, before.testers);
      const until = new Date(now.getTime() + options.days * 86_400_000).toISOString();
      const { to, purpose, by } = options;
      const after = options.role.reduce((leases, role) => {
        assertInRoster(environment, role);
        const lease = { role, tester: to, purpose, from: now.toISOString(), until, grantedBy: by };
        return addLease(leases, lease, tester, now);
      }, before);
      const path = relative(process.cwd(), writeLeases(environment, after));
      say(`${options.role.join(' and ')} leased to ${to} until ${until}. Commit ${path}.`);
    });

/** Refuses a role that nobody of the roster has. */
export function assertInRoster({ roster, name }: Environment, role: string): void {
  if (roster.people.some((person) => person.role === role)) return;
  const roles = roster.people.map((person) => person.role).join(', ');
  throw usage(`Nobody of the roster of ${name} has the role ${role}.`, `Roles there: ${roles}.`);
}

function testerOf({ to, ...said }: LeaseOptions, known: readonly Tester[]): Tester {
  const before = known.find(({ person }) => person === to);
  const as = said.function ?? before?.function;
  const reference = said.confidentiality ?? before?.confidentiality.reference;
  const signedOn = said.signedOn ?? before?.confidentiality.signedOn;
  if (as !== undefined && reference !== undefined && signedOn !== undefined) {
    return { person: to, function: as, confidentiality: { reference, signedOn } };
  }
  throw usage(
    `${to} is new here: function and confidentiality must be recorded.`,
    'Add --function, --confidentiality and --signed-on.',
  );
}

function days(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= longestDays) return value;
  throw new InvalidArgumentError(`It must be a number of days, at most ${longestDays}.`);
}

const usage = (message: string, hint: string): HarnessError =>
  new HarnessError(message, { code: 'USAGE', stage: 'gate', hint });
