import type { Change } from '#environments/change.schema.ts';
import { finding, type GateFinding } from './finding.ts';

const day = 24 * 3_600_000;

/** Testing in production is risk assessed (T3): with the conclusion that it may be done, and within the last year. */
export function checkRisk({ predicate }: Change, now: Date): GateFinding[] {
  const { conclusion, assessedOn } = predicate.risk;
  const age = now.getTime() - Date.parse(assessedOn);
  return [
    ...(conclusion === 'acceptable'
      ? []
      : [finding('risk', 'its conclusion is that the risk is not acceptable.')]),
    ...(age < 0 ? [finding('risk', `assessedOn (${assessedOn}) is in the future.`)] : []),
    ...(age > 366 * day
      ? [finding('risk', `the assessment is of ${assessedOn}, more than a year old.`)]
      : []),
  ];
}
