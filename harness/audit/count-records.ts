import type { AuditRecord } from './audit-record.ts';

export interface LogCounts {
  /** Records of each kind. */
  readonly counts: Readonly<Record<string, number>>;
  /** Requests of which the log holds no outcome. */
  readonly unanswered: number;
}

/** Counts records, and finds what does not add up: outcomes without intent, a closing record that counts otherwise. */
export function countRecords(): {
  /** What is wrong with this record; undefined when it fits. */
  add(record: AuditRecord): string | undefined;
  counts(): LogCounts;
} {
  const counts = new Map<string, number>();
  let open = new Set<unknown>();
  let seen = -Infinity;
  let forsaken = 0;
  const asObject = (): Record<string, number> => Object.fromEntries([...counts].sort());

  const pairs = ({ kind, facts: { number } }: AuditRecord): string | undefined => {
    if (kind === 'intent') {
      if (typeof number !== 'number' || number <= seen) return 'its number was used before';
      seen = number;
      open.add(number);
    } else if (kind === 'outcome' && !open.delete(number)) return 'no intent stands before this outcome';
    // A writer that opens a log again numbers anew.
    else if (kind === 'reopened') [forsaken, open, seen] = [forsaken + open.size, new Set(), -Infinity];
    return undefined;
  };

  return {
    add: (record) => {
      const { kind, facts, sequence } = record;
      if (kind === 'closed' && !isTotal(facts, sequence, asObject()))
        return 'its counts are not those of the log';
      const problem = pairs(record);
      if (problem === undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      return problem;
    },
    counts: () => ({ counts: asObject(), unanswered: forsaken + open.size }),
  };
}

/** Whether a closing record tells what stands before it. */
function isTotal(facts: AuditRecord['facts'], sequence: number, counts: Record<string, number>): boolean {
  const told = facts['counts'];
  return facts['records'] === sequence && JSON.stringify(told) === JSON.stringify(counts);
}
