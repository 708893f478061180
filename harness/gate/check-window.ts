import type { Change } from '#environments/change.schema.ts';
import { finding, type GateFinding } from './finding.ts';

const longestHours = 14 * 24;

/** The time in which the verification may take place: now is in it, and it is no standing permission. */
export function checkWindow({ predicate }: Change, now: Date): GateFinding[] {
  const { notBefore, notAfter } = predicate.window;
  const [from, until] = [Date.parse(notBefore), Date.parse(notAfter)];
  if (until <= from) return [finding('window', 'it ends before it begins.')];
  const at = now.getTime();
  return [
    ...(at < from ? [finding('window', `the record is not yet valid: its window begins ${notBefore}.`)] : []),
    ...(at > until ? [finding('window', `the record has expired: its window ended ${notAfter}.`)] : []),
    ...(until - from > longestHours * 3_600_000
      ? [finding('window', 'it is longer than 14 days: a verification is planned, not permitted for good.')]
      : []),
  ];
}
