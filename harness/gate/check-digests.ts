import type { Change } from '#environments/change.schema.ts';
import type { Subject } from './change/subjects.ts';
import { finding, type GateFinding } from './finding.ts';

/** Environment, policy, roster, standing records and scenarios are those that were approved: none other, none more, none less. */
export function checkDigests({ subject: approved }: Change, found: readonly Subject[]): GateFinding[] {
  const digests = new Map(approved.map(({ name, digest }) => [name, digest.sha256]));
  const names = new Set(found.map(({ name }) => name));
  const differing = found.flatMap(({ name, digest }) => {
    const wanted = digests.get(name);
    if (wanted === undefined) return [finding('digests', `${name} is not in the change record.`)];
    return wanted === digest.sha256 ? [] : [finding('digests', `${name} is not the one that was approved.`)];
  });
  const gone = approved.filter(({ name }) => !names.has(name));
  const twice = approved.length === digests.size ? [] : [finding('digests', 'a subject stands twice.')];
  return [
    ...differing,
    ...gone.map(({ name }) => finding('digests', `${name} was approved, and is not there.`)),
    ...twice,
  ];
}
