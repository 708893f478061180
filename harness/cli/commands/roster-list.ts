import { Command } from 'commander';
import { systemClock } from '#harness/common/clock.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { readLeases } from '#harness/gate/roster/lease-file.ts';
import { leaseOf, stateOf } from '#harness/gate/roster/lease-state.ts';
import { print } from '../terminal.ts';

/** `verdikjede roster list`: people by role; never a number. */
export const rosterListCommand = (): Command =>
  new Command('list')
    .description('who is in the roster, who has whom, and what is still active')
    .argument('<environment>')
    .option('--json', 'for programs')
    .addHelpText('after', '\nExamples:\n  $ npx verdikjede roster list rehearsal --json')
    .action((name: string, { json }: { json?: boolean }) => {
      const rows = rowsOf(loadEnvironment(name), systemClock.now());
      if (json === true) print(JSON.stringify(rows, undefined, 2));
      else print(text(rows));
    });

interface Row {
  readonly role: string;
  readonly name: string;
  readonly purpose: string | null;
  readonly state: ReturnType<typeof stateOf>;
  readonly tester: string | null;
  readonly function: string | null;
  readonly until: string | null;
}

function rowsOf(environment: Environment, now: Date): Row[] {
  const leases = readLeases(environment);
  return environment.roster.people.map(({ role, givenName, familyName, purpose }) => {
    const lease = leaseOf(leases, role, now);
    const tester = leases.testers.find(({ person }) => person === lease?.tester);
    return {
      ...{ role, name: `${givenName} ${familyName}`, purpose: lease?.purpose ?? purpose ?? null },
      state: stateOf(leases, role, now),
      ...{ tester: lease?.tester ?? null, function: tester?.function ?? null, until: lease?.until ?? null },
    };
  });
}

function text(rows: readonly Row[]): string {
  const lines = rows.map(({ role, name, state, purpose, tester, function: as, until }) => {
    const whose = tester === null ? '' : ` to ${tester}${as === null ? '' : ` (${as})`} until ${until ?? ''}`;
    return `${role.padEnd(16)} ${name.padEnd(24)} ${state}${whose}${purpose === null ? '' : `: ${purpose}`}`;
  });
  const active = rows.filter(({ state }) => state !== 'deactivated');
  const over = rows.filter(({ state }) => state === 'lease over').map(({ role }) => role);
  const note = over.length === 0 ? '' : ` Their lease is over, deactivate them: ${over.join(', ')}.`;
  return `${lines.join('\n')}\n\n${active.length} of ${rows.length} are still active.${note}`;
}
