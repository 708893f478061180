import { performance } from 'node:perf_hooks';
import { systemClock, type Clock } from '#harness/common/clock.ts';
import { hashOf, lineOf, noRecord, type AuditRecord, type Facts } from './audit-record.ts';
import { countRecords, type LogCounts } from './count-records.ts';

/** Where a chain stands: its number of records, and the hash of the last. */
export interface ChainHead {
  readonly size: number;
  readonly hash: string;
}
/** A line, and where the chain stands after it. */
export interface ChainedLine {
  readonly line: string;
  readonly head: ChainHead;
}
export interface RecordChain {
  /** The lines of a new record: itself, after a note that the clock was set where it was. */
  next(kind: string, facts: Facts | ((size: number, counts: LogCounts) => Facts)): readonly ChainedLine[];
  head(): ChainHead;
}

export interface ChainClock {
  readonly clock?: Pick<Clock, 'now'>;
  /** A clock that nobody can set: it alone tells that the other was. */
  readonly monotonicMs?: () => number;
}

/** How far the clock may run from the monotonic one between two records. */
const stepMs = 1000;

/** Makes records, each tied to the one before. `count` has seen those that are there already. */
export function createRecordChain(
  { clock = systemClock, monotonicMs = () => performance.now() }: ChainClock,
  from: ChainHead = { size: 0, hash: noRecord },
  count = countRecords(),
): RecordChain {
  let head = from;
  // Tied already, and not handed out yet: the record that it came with did not fit.
  let held: ChainedLine[] = [];
  let last: { wall: number; steady: number } | undefined;

  const tie = (kind: string, facts: Facts, at: Date): ChainedLine => {
    const sequence = head.size + 1;
    const record: AuditRecord = { sequence, previous: head.hash, at: at.toISOString(), kind, facts };
    const line = lineOf(record);
    const wrong = count.add(record);
    if (wrong !== undefined) throw new Error(`This audit record does not fit its log: ${wrong}.`);
    head = { size: sequence, hash: hashOf(line) };
    return { line, head };
  };

  return {
    head: () => head,
    next: (kind, facts) => {
      const at = clock.now();
      const time = { wall: at.getTime(), steady: monotonicMs() };
      const byMs = last === undefined ? 0 : time.wall - last.wall - (time.steady - last.steady);
      last = time;
      if (Math.abs(byMs) > stepMs) held.push(tie('clock-stepped', { byMs: Math.round(byMs) }, at));
      const told = typeof facts === 'function' ? facts(head.size + 1, count.counts()) : facts;
      const lines = [...held, tie(kind, told, at)];
      held = [];
      return lines;
    },
  };
}
