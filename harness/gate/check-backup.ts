import type { Change } from '#environments/change.schema.ts';
import { finding, type GateFinding } from './finding.ts';

const oldestDays = 31;

/** Before a test in production backups are verified (T5): lately, and not in advance. The routine to restore is the schema's. */
export function checkBackup({ predicate }: Change, now: Date): GateFinding[] {
  const { verifiedAt } = predicate.backup;
  const age = now.getTime() - Date.parse(verifiedAt);
  if (age < 0) return [finding('backup', `verifiedAt (${verifiedAt}) is in the future.`)];
  return age > oldestDays * 24 * 3_600_000
    ? [finding('backup', `it was last verified ${verifiedAt}, more than ${oldestDays} days ago.`)]
    : [];
}
