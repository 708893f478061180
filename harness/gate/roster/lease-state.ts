import type { Leases } from '#environments/change.schema.ts';

export type Lease = Leases['leases'][number];

/** The lease of a person that holds at an instant; undefined when there is none. */
export function leaseOf({ leases }: Leases, role: string, now: Date): Lease | undefined {
  const at = now.getTime();
  return leases.find(
    (lease) =>
      lease.role === role &&
      lease.releasedAt === undefined &&
      Date.parse(lease.from) <= at &&
      at <= Date.parse(lease.until),
  );
}

/** Where a person of the roster stands: what is not deactivated can still be used by whoever has its login. */
export type PersonState = 'leased' | 'free' | 'lease over' | 'deactivated';

export function stateOf(leases: Leases, role: string, now: Date): PersonState {
  if (leases.deactivated.some((one) => one.role === role)) return 'deactivated';
  if (leaseOf(leases, role, now) !== undefined) return 'leased';
  const over = leases.leases.some((lease) => lease.role === role && Date.parse(lease.until) < now.getTime());
  return over ? 'lease over' : 'free';
}
