import type { Leases } from '#environments/change.schema.ts';
import { HarnessError } from '#harness/errors.ts';
import { leaseOf, type Lease } from './lease-state.ts';

export type Tester = Leases['testers'][number];

/** A person of the roster is leased to a registered tester. Throws GATE_REFUSED where somebody else has it. */
export function addLease(leases: Leases, lease: Lease, tester: Tester, now: Date): Leases {
  const { role } = lease;
  if (leases.deactivated.some((one) => one.role === role)) throw refused(`${role} is deactivated.`);
  const until = Date.parse(lease.until);
  if (until <= now.getTime()) throw refused('the lease would be over already.');
  const held = leaseOf(leases, role, now);
  if (held !== undefined && held.tester !== lease.tester) {
    throw refused(`${role} is leased to ${held.tester} until ${held.until}; it must be released first.`);
  }
  return {
    ...releaseLease(leases, role, now),
    testers: [...leases.testers.filter(({ person }) => person !== tester.person), tester],
    leases: [...releaseLease(leases, role, now).leases, lease],
  };
}

/** Ends the lease that a person of the roster is under now; nothing changes where there is none. */
export function releaseLease(leases: Leases, role: string, now: Date): Leases {
  const held = leaseOf(leases, role, now);
  return {
    ...leases,
    leases: leases.leases.map((lease) =>
      lease === held ? { ...lease, releasedAt: now.toISOString() } : lease,
    ),
  };
}

/** After the test: the person's login is taken away in the systems, and here it stands since when (T10). */
export function deactivate(leases: Leases, entry: Leases['deactivated'][number], now: Date): Leases {
  if (leases.deactivated.some(({ role }) => role === entry.role))
    throw refused(`${entry.role} is deactivated already.`);
  const released = releaseLease(leases, entry.role, now);
  return { ...released, deactivated: [...released.deactivated, entry] };
}

const refused = (because: string): HarnessError =>
  new HarnessError(`The roster refuses: ${because}`, {
    code: 'GATE_REFUSED',
    stage: 'gate',
    hint: 'Look at who has whom: npx verdikjede roster list <environment>.',
  });
