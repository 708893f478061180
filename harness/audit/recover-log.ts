import { existsSync } from 'node:fs';
import { open, readdir, readFile, rename, truncate, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { HarnessError } from '#harness/errors.ts';
import { auditPaths, tornName } from './audit-paths.ts';
import { hashOf, type Facts } from './audit-record.ts';
import { disagreement, readNotes } from './checkpoint.ts';
import type { CheckpointKey } from './checkpoint-key.ts';
import { countRecords } from './count-records.ts';
import { syncFolder } from './durable-file.ts';
import type { Line } from './read-lines.ts';
import type { ChainHead } from './record-chain.ts';
import { describeDamage, scanLog } from './scan-log.ts';

interface Recovered {
  readonly head: ChainHead;
  readonly count: ReturnType<typeof countRecords>;
  /** Facts of lines that were put aside and that no record names yet. */
  readonly torn: readonly Facts[];
}

/** Makes a log that is new, or was not closed, ready to be written on. Throws AUDIT_DAMAGED, or AUDIT_REFUSED when it was closed. */
export async function recoverLog(options: {
  readonly path: string;
  readonly copyPath: string;
  readonly key: CheckpointKey;
  readonly origin: string;
}): Promise<Recovered> {
  const { path, copyPath, key, origin } = options;
  const places = await Promise.all(
    [auditPaths(path).checkpoints, copyPath].map((place) => readPlace(place, key)),
  );
  const told = places.flatMap(({ checkpoints }) => checkpoints);
  const hashes = new Map<number, string>();
  const count = countRecords();
  const noted = new Set<unknown>();
  const scan = scanLog(path, (record, hash) => {
    count.add(record);
    if (record.kind === 'torn') noted.add(record.facts['file']);
    if (told.some(({ size }) => size === record.sequence)) hashes.set(record.sequence, hash);
  });
  const damage = scan.damage ?? disagreement(told, hashes, origin, scan.records);
  if (damage !== undefined) throw damaged(path, describeDamage(damage));
  const { first } = scan;
  if (first !== undefined && (first.facts['key'] !== key.text || first.facts['origin'] !== origin)) {
    throw damaged(path, 'it was begun with another key, or as another log');
  }
  if (scan.last?.kind === 'closed') throw closed(path);
  for (const { place, good, whole } of places) if (!whole) await truncate(place, good);
  if (scan.torn !== undefined) await putAside(path, scan.torn, scan.records);
  const torn = await unnoted(path, noted);
  return { head: { size: scan.records, hash: scan.head }, count, torn };
}

/** Notes that were not written to their end were never relied on: they are left out. */
async function readPlace(place: string, key: CheckpointKey) {
  const text = existsSync(place) ? await readFile(place, 'utf8') : '';
  const { checkpoints, good, problem } = readNotes(text, key);
  const rest = text.slice(good);
  const unfinished = !rest.endsWith('\n') || rest.split('\n').length < 6;
  if (problem !== null && !unfinished) throw damaged(place, problem);
  return { place, checkpoints, good: Buffer.byteLength(text.slice(0, good)), whole: problem === null };
}

async function putAside(path: string, { bytes, at }: Line, records: number): Promise<void> {
  const name = tornName(basename(path), records, hashOf(bytes));
  const aside = join(dirname(path), name);
  await writeFile(`${aside}.new`, bytes, { flush: true });
  await rename(`${aside}.new`, aside);
  await syncFolder(dirname(path));
  const log = await open(path, 'r+');
  try {
    await log.truncate(at);
    await log.sync();
  } finally {
    await log.close();
  }
}

/** A crash may come between putting aside and noting it, so the folder tells, not memory. */
async function unnoted(path: string, noted: ReadonlySet<unknown>): Promise<Facts[]> {
  const folder = dirname(path);
  const prefix = `${basename(path)}.torn-`;
  const names = (await readdir(folder)).filter((name) => name.startsWith(prefix) && !name.endsWith('.new'));
  return Promise.all(
    names
      .filter((name) => !noted.has(name))
      .sort()
      .map(async (file) => {
        const bytes = await readFile(join(folder, file));
        return { file, bytes: bytes.length, sha256: hashOf(bytes) };
      }),
  );
}

const damaged = (path: string, what: string): HarnessError =>
  new HarnessError(`The audit log ${path} is damaged: ${what}.`, {
    code: 'AUDIT_DAMAGED',
    stage: 'guard',
    hint: 'It is evidence: keep it as it is, and start a new one. `verdikjede audit verify` tells the same.',
  });

const closed = (path: string): HarnessError =>
  new HarnessError(`The audit log ${path} was closed; a closed log takes no more.`, {
    code: 'AUDIT_REFUSED',
    stage: 'guard',
    hint: 'Each run writes a log of its own.',
  });
