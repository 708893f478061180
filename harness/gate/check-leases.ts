import type { Change, Leases } from '#environments/change.schema.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { finding, type GateFinding } from './finding.ts';
import { leaseOf } from './roster/lease-state.ts';

/** Every person of the roster is leased to the tester, now and to the end of the window (P5, T7, T10). */
export function checkLeases(
  { predicate }: Change,
  leases: Leases,
  { roster }: Pick<Environment, 'roster'>,
  now: Date,
): GateFinding[] {
  const { tester, window } = predicate;
  return roster.people.flatMap(({ role }) => {
    if (leases.deactivated.some((one) => one.role === role)) {
      return [
        finding('leases', `${role} is deactivated; take the person out of the roster, or activate it again.`),
      ];
    }
    const lease = leaseOf(leases, role, now);
    if (lease === undefined) return [finding('leases', `${role} is leased to nobody now.`)];
    if (lease.tester !== tester.person)
      return [finding('leases', `${role} is leased to ${lease.tester}, not to the tester.`)];
    return Date.parse(lease.until) < Date.parse(window.notAfter)
      ? [finding('leases', `the lease of ${role} ends ${lease.until}, before the window does.`)]
      : [];
  });
}
