import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { auditPaths } from './audit-paths.ts';
import { hashOf } from './audit-record.ts';
import { disagreement, readNotes, type Checkpoint } from './checkpoint.ts';
import { parseCheckpointKey, type CheckpointKey } from './checkpoint-key.ts';
import { scanLog, type Damage, type LogScan } from './scan-log.ts';

/** What a log is worth. */
export interface AuditReport {
  /** The first damage; null when the log is whole: closed, signed, every record as it was written. */
  readonly damage: Damage | null;
  readonly records: number;
  /** Hash of the last whole line, in hex. */
  readonly head: string;
  /** Records of each kind. */
  readonly counts: Readonly<Record<string, number>>;
  /** Requests without an outcome in the log. */
  readonly unanswered: number;
  readonly checkpoints: number;
  /** The public key that signed them, as far as it is known. */
  readonly key: string | null;
  /** `beside` proves nothing against someone who could write there. */
  readonly keyFrom: 'given' | 'beside';
  /** How many records the checkpoints given from elsewhere cover; null when none were given. */
  readonly coveredFromElsewhere: number | null;
}

export interface VerifyOptions {
  readonly path: string;
  /** Text of the public key. Default: the file beside the log. */
  readonly key?: string;
  /** Text of checkpoints from the second place. */
  readonly checkpoint?: string;
}

/**
 * Checks a log offline. Damage is data; a file that cannot be read throws what the system does. A log that was not
 * closed is damaged: a run that was killed and an end that was cut off look the same.
 */
export function verifyLog({ path, key: given, checkpoint }: VerifyOptions): AuditReport {
  const paths = auditPaths(path);
  const keyText = given ?? readIfThere(paths.key);
  const key = parseCheckpointKey(keyText);
  const beside = key === undefined ? undefined : readNotes(readIfThere(paths.checkpoints), key);
  const elsewhere = key === undefined || checkpoint === undefined ? undefined : readNotes(checkpoint, key);
  const signed = [...(beside?.checkpoints ?? []), ...(elsewhere?.checkpoints ?? [])];
  const sizes = new Set(signed.map(({ size }) => size));
  const hashes = new Map<number, string>();
  const asides: (string | undefined)[] = [];
  const scan = scanLog(path, (record, hash) => {
    if (sizes.has(record.sequence)) hashes.set(record.sequence, hash);
    if (record.kind === 'torn') asides.push(changedAside(path, record.facts));
  });
  const origin = scan.first?.facts['origin'];
  const whole = (what: string | null | undefined): Damage | undefined =>
    what === null || what === undefined ? undefined : { line: null, byte: null, what };
  const damage =
    scan.damage ??
    unfinished(scan) ??
    whole(keyProblem(key, scan)) ??
    whole(beside?.problem) ??
    whole(elsewhere?.problem && `Given from elsewhere: ${elsewhere.problem}`) ??
    disagreement(signed, hashes, origin, scan.records) ??
    whole(uncovered(beside?.checkpoints ?? [], elsewhere?.checkpoints, scan.records)) ??
    whole(asides.find((what) => what !== undefined));
  return {
    damage: damage ?? null,
    records: scan.records,
    head: scan.head,
    counts: scan.counts,
    unanswered: scan.unanswered,
    checkpoints: beside?.checkpoints.length ?? 0,
    key: key?.text ?? null,
    keyFrom: given === undefined ? 'beside' : 'given',
    coveredFromElsewhere: elsewhere === undefined ? null : lastSize(elsewhere.checkpoints),
  };
}

function unfinished({ torn, records, last }: LogScan): Damage | undefined {
  if (torn !== undefined) {
    const what = 'it has no end: the writer was killed here, or the file was cut off';
    return { line: records + 1, byte: torn.at, what };
  }
  if (last?.kind === 'closed') return undefined;
  const what = 'no closing record: the run was killed, or the end of the log was cut off';
  return { line: records + 1, byte: null, what };
}

function keyProblem(key: CheckpointKey | undefined, { first }: LogScan): string | undefined {
  if (key === undefined) return 'There is no readable public key beside the log; give it with --key.';
  if (first?.facts['key'] === key.text) return undefined;
  return 'The log was begun with another key than the one that it is checked with.';
}

const lastSize = (checkpoints: readonly Checkpoint[]): number => checkpoints.at(-1)?.size ?? 0;

function uncovered(
  beside: readonly Checkpoint[],
  elsewhere: readonly Checkpoint[] | undefined,
  records: number,
): string | undefined {
  if (elsewhere?.length === 0) return 'The file given with --checkpoint holds no checkpoint.';
  const covered = lastSize(beside);
  if (covered === records) return undefined;
  return `The checkpoints beside the log cover ${covered} of ${records} records: its end is not signed.`;
}

/** What was put aside is evidence as well. */
function changedAside(path: string, { file, sha256 }: Readonly<Record<string, unknown>>): string | undefined {
  const name = String(file);
  const aside = join(dirname(path), name);
  if (basename(name) !== name || !existsSync(aside))
    return `The unfinished line ${name} is not there any more.`;
  return hashOf(readFileSync(aside)) === sha256 ? undefined : `The unfinished line ${name} was changed.`;
}

const readIfThere = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');
