import type { Change, Leases } from '#environments/change.schema.ts';
import { finding, type GateFinding } from './finding.ts';

/** The tester is registered beside the roster, with function and confidentiality as the record says them (T8, T9). */
export function checkTester({ predicate }: Change, { testers }: Leases, now: Date): GateFinding[] {
  const { person, function: as, confidentiality } = predicate.tester;
  const known = testers.find((tester) => tester.person === person);
  if (known === undefined)
    return [finding('tester', `${person} is not registered: npx verdikjede roster lease.`)];
  const refuse = (because: string): GateFinding => finding('tester', because);
  const { signedOn, reference } = known.confidentiality;
  return [
    ...(known.function === as
      ? []
      : [refuse(`${person} is registered with another function than the record gives.`)]),
    ...(signedOn === confidentiality.signedOn && reference === confidentiality.reference
      ? []
      : [refuse(`the confidentiality of ${person} is registered otherwise than the record says.`)]),
    ...(Date.parse(signedOn) > now.getTime()
      ? [refuse(`${person} has not signed confidentiality yet.`)]
      : []),
  ];
}
