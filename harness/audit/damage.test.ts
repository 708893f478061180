import { expect, test } from '@playwright/test';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { auditPaths } from './audit-paths.ts';
import { hashOf, lineOf, noRecord, recordOf } from './audit-record.ts';
import { generateAuditKey } from './checkpoint-key.ts';
import { openDurableFile, type OpenDurableFile } from './durable-file.ts';
import { openAuditLog, type AuditLogOptions } from './open-audit-log.ts';
import { temporaryLog } from './testing/temporary-log.ts';
import { verifyLog, type VerifyOptions } from './verify-log.ts';

/** A small log: closed, or as its writer left it. */
async function write(
  options: AuditLogOptions,
  how: 'close' | 'abandon' = 'close',
  pairs: readonly number[] = [1, 2],
): Promise<void> {
  const audit = await openAuditLog(options);
  for (const number of pairs) {
    await audit.append('intent', { number, host: 'exchange.test:443', operation: 'get-letter' });
    await audit.append('outcome', { number, status: 200 });
  }
  await audit.append('denial', { reason: 'No listed operation: «æøå».' });
  await audit[how]();
  for (const path of [options.path, options.copyPath, auditPaths(options.path).checkpoints])
    chmodSync(path, 0o600);
}

const damageOf = (options: VerifyOptions): string => verifyLog(options).damage?.what ?? 'none';

test('every single bit of a log, its checkpoints, their copy and its key that is flipped is found', async () => {
  test.setTimeout(240_000);
  using log = temporaryLog();
  const { path, copyPath } = log.options;
  await write(log.options, 'close', [1]);
  const { checkpoints, key } = auditPaths(path);
  const verify = () => verifyLog({ path, checkpoint: readFileSync(copyPath, 'utf8') }).damage;
  expect(verify()).toBeNull();
  const missed: string[] = [];
  for (const file of [path, checkpoints, copyPath, key]) {
    const bytes = readFileSync(file);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      writeFileSync(file, flipped);
      if (verify() === null) missed.push(`${basename(file)} bit ${bit}`);
    }
    writeFileSync(file, bytes);
  }
  expect(missed).toEqual([]);
});

test('a closed log that is cut at any byte of its last records is found, and no writer takes it', async () => {
  using log = temporaryLog();
  const { path } = log.options;
  await write(log.options);
  const bytes = readFileSync(path);
  const lines = bytes.toString().split('\n');
  const lastThree = Buffer.byteLength(lines.slice(-4).join('\n'));
  const missed: number[] = [];
  for (let length = bytes.length - lastThree; length < bytes.length; length += 1) {
    truncateSync(path, length);
    if (!/it has no end|no closing record/.test(damageOf({ path }))) missed.push(length);
    if (length % 50 === 0)
      await expect(openAuditLog(log.options)).rejects.toMatchObject({ code: 'AUDIT_DAMAGED' });
    writeFileSync(path, bytes);
  }
  expect(missed).toEqual([]);
  expect(damageOf({ path })).toBe('none');
});

test('an open log that is cut at any byte of its last record is written on, with the rest of the line kept', async () => {
  test.setTimeout(240_000);
  using log = temporaryLog();
  await write(log.options, 'abandon');
  const bytes = readFileSync(log.options.path);
  const start = bytes.lastIndexOf('\n', -2) + 1;
  for (let length = start; length <= bytes.length; length += 1) {
    const options = { ...log.options, path: join(log.folder, `cut-${length}`, 'audit.jsonl') };
    cpSync(dirname(log.options.path), dirname(options.path), { recursive: true });
    truncateSync(options.path, length);
    const audit = await openAuditLog({ ...options, copyPath: join(dirname(options.path), 'copy') });
    await audit.close();
    const torn = readdirSync(dirname(options.path)).filter((name) => name.includes('.torn-'));
    const isTorn = length > start && length < bytes.length;
    expect(torn.map((name) => readFileSync(join(dirname(options.path), name)))).toEqual(
      isTorn ? [bytes.subarray(start, length)] : [],
    );
    const report = verifyLog({ path: options.path });
    expect([report.damage, report.counts['torn'] ?? 0]).toEqual([null, torn.length]);
    for (const name of torn) {
      appendFileSync(join(dirname(options.path), name), 'x');
      expect(damageOf({ path: options.path })).toContain('was changed');
      rmSync(join(dirname(options.path), name));
      expect(damageOf({ path: options.path })).toContain('is not there any more');
    }
  }
});

test('records that are swapped, deleted, doubled or added are found where they are, and no writer takes the log', async () => {
  using log = temporaryLog();
  const { path } = log.options;
  await write(log.options, 'abandon');
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const at = (index: number): string => lines[index] ?? '';
  const changes: Record<string, readonly string[]> = {};
  for (let i = 0; i < lines.length - 1; i += 1) {
    changes[`swapped at ${i}`] = lines.with(i, at(i + 1)).with(i + 1, at(i));
    changes[`deleted at ${i}`] = lines.toSpliced(i, 1);
    changes[`doubled at ${i}`] = lines.toSpliced(i, 0, at(i));
    changes[`blank line at ${i}`] = lines.toSpliced(i, 0, '');
    changes[`a space at ${i}`] = lines.with(i, at(i).replace('{', '{ '));
  }
  changes['doubled at the end'] = [...lines, at(lines.length - 1)];
  for (const [change, changed] of Object.entries(changes)) {
    writeFileSync(path, `${changed.join('\n')}\n`);
    const { damage } = verifyLog({ path });
    expect(damage?.what, change).not.toContain('no closing record');
    expect(damage?.line, change).toBeGreaterThan(0);
    await expect(openAuditLog(log.options), change).rejects.toMatchObject({ code: 'AUDIT_DAMAGED' });
  }
});

/** The same log with one record changed and all after it made to follow, as someone with the right to write could. */
function rewritten(text: string): string {
  let previous = noRecord;
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const record = recordOf(line);
      if (record === undefined) throw new Error('The log to rewrite is damaged already.');
      const facts = record.kind === 'denial' ? { reason: 'Nothing of note.' } : record.facts;
      const changed = lineOf({ ...record, facts, previous });
      previous = hashOf(changed);
      return `${changed}\n`;
    })
    .join('');
}

test('a log that was rewritten as a whole is caught by its checkpoints, by its key and by their copy', async () => {
  using log = temporaryLog();
  const { path, copyPath } = log.options;
  await write(log.options);
  const key = readFileSync(auditPaths(path).key, 'utf8');
  const checkpoint = readFileSync(copyPath, 'utf8');
  writeFileSync(path, rewritten(readFileSync(path, 'utf8')));
  expect(damageOf({ path })).toContain('the checkpoint signed over it says otherwise');

  // Log, checkpoints and key replaced by another writer's: from beside it all looks well.
  rmSync(dirname(path), { recursive: true });
  rmSync(dirname(copyPath), { recursive: true });
  await write({ ...log.options, privateKey: generateAuditKey() });
  expect(damageOf({ path })).toBe('none');
  expect(damageOf({ path, key })).toContain('another key');
  expect(damageOf({ path, checkpoint })).toContain('not signed by the key');
  expect(damageOf({ path, key, checkpoint })).toContain('another key');
});

test('checkpoints of another log, none at all, and an end that is not signed are found', async () => {
  using log = temporaryLog();
  using other = temporaryLog({ privateKey: log.options.privateKey, origin: 'verdikjede.audit/run-2' });
  const { path } = log.options;
  await Promise.all([write(log.options), write(other.options)]);
  const { checkpoints, key } = auditPaths(path);
  expect(damageOf({ path, checkpoint: readFileSync(other.options.copyPath, 'utf8') })).toContain(
    'another log',
  );
  expect(damageOf({ path, checkpoint: '' })).toContain('holds no checkpoint');
  writeFileSync(checkpoints, '');
  expect(damageOf({ path })).toContain('its end is not signed');
  rmSync(key);
  expect(damageOf({ path })).toContain('no readable public key');
});

test('an fsync that fails is final: what waited is rejected, and nothing is tried again', async () => {
  let [failing, tries] = [false, 0];
  const openFile: OpenDurableFile = async (path) => {
    const file = await openDurableFile(path);
    const append = (bytes: Uint8Array): Promise<void> => {
      if (failing) tries += 1;
      return failing ? Promise.reject(Object.assign(new Error('no'), { code: 'EIO' })) : file.append(bytes);
    };
    return { ...file, append };
  };
  using log = temporaryLog({ openFile });
  const audit = await openAuditLog(log.options);
  await audit.append('denial', { id: 'kept' });
  failing = true;
  const outcomes = await Promise.allSettled([1, 2, 3].map((id) => audit.append('denial', { id })));
  failing = false;
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  await expect(audit.append('denial', {})).rejects.toMatchObject({
    code: 'AUDIT_UNWRITABLE',
    message: expect.stringContaining('EIO'),
  });
  await expect(audit.close()).rejects.toMatchObject({ code: 'AUDIT_UNWRITABLE' });
  expect(tries).toBe(1);
  expect(readFileSync(log.options.path, 'utf8')).toContain('"kept"');
  expect(damageOf({ path: log.options.path })).toContain('no closing record');
});
