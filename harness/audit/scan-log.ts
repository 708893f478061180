import { hashOf, noRecord, recordOf, type AuditRecord } from './audit-record.ts';
import { countRecords, type LogCounts } from './count-records.ts';
import { readLines, type Line } from './read-lines.ts';

/** The first thing in a log that is not as it was written. */
export interface Damage {
  /** From 1; null where it is the log as a whole. */
  readonly line: number | null;
  /** Where the line begins in the file. */
  readonly byte: number | null;
  readonly what: string;
}

export interface LogScan extends LogCounts {
  readonly records: number;
  /** Hash of the last whole line, in hex. */
  readonly head: string;
  readonly first: AuditRecord | undefined;
  readonly last: AuditRecord | undefined;
  /** A last line without its end, and where it begins: what a writer leaves that was killed. */
  readonly torn: Line | undefined;
  readonly damage: Damage | undefined;
}

/**
 * Walks a log from its first line to its last or to the first damage: form, sequence, chain, pairs and counts. An
 * unfinished last line is told apart from damage. `see` gets each good record with the hash of its line.
 */
export function scanLog(path: string, see?: (record: AuditRecord, hash: string) => void): LogScan {
  const count = countRecords();
  let head = noRecord;
  let records = 0;
  let first: AuditRecord | undefined;
  let last: AuditRecord | undefined;
  const result = (torn?: Line, damage?: Damage): LogScan => {
    return { records, head, first, last, torn, damage, ...count.counts() };
  };
  for (const line of readLines(path)) {
    if (!line.whole) return result(line);
    const text = line.bytes.toString('utf8');
    const record = recordOf(text);
    const what =
      record === undefined
        ? 'it is no audit record in canonical form'
        : (misplaced(record, { head, records, last }) ?? count.add(record));
    if (record === undefined || what !== undefined) {
      return result(undefined, { line: records + 1, byte: line.at, what: what ?? '' });
    }
    const hash = hashOf(line.bytes);
    see?.(record, hash);
    [head, records, last, first] = [hash, records + 1, record, first ?? record];
  }
  return result();
}

function misplaced(
  { sequence, previous, kind }: AuditRecord,
  { head, records, last }: { head: string; records: number; last: AuditRecord | undefined },
): string | undefined {
  if (sequence !== records + 1) return `its sequence is ${sequence}, and ${records + 1} was expected`;
  if (previous !== head)
    return 'it does not follow from the line before: that line, or this one, was changed';
  if ((kind === 'opened') !== (records === 0))
    return 'a log begins with its record "opened", and has no other';
  if (last?.kind === 'closed') return 'it stands after the record that closes the log';
  return undefined;
}

/** `line 7 (byte 2113): …` */
export const describeDamage = ({ line, byte, what }: Damage): string =>
  `${line === null ? '' : `line ${line}${byte === null ? '' : ` (byte ${byte})`}: `}${what}`;
