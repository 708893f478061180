import { expect, test } from '@playwright/test';
import { readFileSync, statSync } from 'node:fs';
import { auditPaths } from './audit-paths.ts';
import { openAuditLog } from './open-audit-log.ts';
import { openDurableFile, type OpenDurableFile } from './durable-file.ts';
import { temporaryLog } from './testing/temporary-log.ts';
import { verifyLog } from './verify-log.ts';

const linesOf = (path: string) =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { sequence: number; kind: string; facts: Record<string, unknown> });

test('a log opens, takes pairs, and closes with its counts; its copy and its key are enough to check it', async () => {
  using log = temporaryLog();
  const { path, copyPath } = log.options;
  const audit = await openAuditLog(log.options);
  await audit.append('intent', { number: 1, host: 'a.test:443' });
  await audit.append('outcome', { number: 1, status: 200 }, { urgent: false });
  await audit.append('denial', { reason: 'Not listed.' });
  await audit.append('intent', { number: 2 });
  await audit.close();

  expect(linesOf(path).map(({ sequence, kind }) => [sequence, kind])).toEqual([
    [1, 'opened'],
    [2, 'intent'],
    [3, 'outcome'],
    [4, 'denial'],
    [5, 'intent'],
    [6, 'closed'],
  ]);
  const counts = { opened: 1, intent: 2, outcome: 1, denial: 1 };
  expect(linesOf(path).at(-1)?.facts).toEqual({ records: 6, counts });
  const key = readFileSync(auditPaths(path).key, 'utf8');
  const report = verifyLog({ path, key, checkpoint: readFileSync(copyPath, 'utf8') });
  expect(report).toMatchObject({
    ...{ damage: null, records: 6, unanswered: 1, keyFrom: 'given', coveredFromElsewhere: 6 },
    counts: { ...counts, closed: 1 },
  });
  expect(readFileSync(copyPath, 'utf8')).toMatch(
    /^verdikjede\.audit\/run-1\n6\n[A-Za-z0-9+/]{43}=\n\n— verdikjede\.audit [A-Za-z0-9+/=]+\n$/,
  );
  for (const file of [path, copyPath, auditPaths(path).checkpoints]) {
    expect(statSync(file).mode & 0o777).toBe(0o444);
  }
});

test('many appends share one write, in their order, and checkpoints come at intervals', async () => {
  let writes = 0;
  const counted: OpenDurableFile = async (path) => {
    const file = await openDurableFile(path);
    return { ...file, append: (bytes) => ((writes += Number(path.endsWith('.jsonl'))), file.append(bytes)) };
  };
  using log = temporaryLog({ openFile: counted, checkpointEvery: 100 });
  const audit = await openAuditLog(log.options);
  for (let batch = 0; batch < 5; batch += 1) {
    await Promise.all(
      Array.from({ length: 100 }, (_, i) => audit.append('intent', { number: batch * 100 + i })),
    );
  }
  await audit.close();
  expect(writes).toBeLessThanOrEqual(2 + 5 * 2);
  const report = verifyLog({ path: log.options.path });
  expect(report).toMatchObject({ damage: null, records: 502, unanswered: 500, keyFrom: 'beside' });
  expect(report.checkpoints).toBeGreaterThanOrEqual(5);
});

test('there is one writer: a second is refused, until the first has let go', async () => {
  using log = temporaryLog();
  const audit = await openAuditLog(log.options);
  await expect(openAuditLog(log.options)).rejects.toMatchObject({
    code: 'AUDIT_REFUSED',
    message: expect.stringContaining('there can be only one'),
  });
  await audit.append('denial', {});
  await audit.abandon();
  await expect(audit.append('denial', {})).rejects.toMatchObject({ code: 'AUDIT_UNWRITABLE' });

  const again = await openAuditLog(log.options);
  await again.close();
  expect(linesOf(log.options.path).map(({ kind }) => kind)).toEqual([
    'opened',
    'denial',
    'reopened',
    'closed',
  ]);
  expect(verifyLog({ path: log.options.path }).damage).toBeNull();
  await expect(openAuditLog(log.options)).rejects.toMatchObject({
    code: 'AUDIT_REFUSED',
    message: expect.stringContaining('was closed'),
  });
});

test('a clock that was set is noted, forward and back, and decides nothing', async () => {
  let [wall, steady] = [Date.parse('2026-11-22T08:00:00Z'), 0];
  const clock = { now: () => new Date(wall), after: () => Promise.resolve() };
  using log = temporaryLog({ clock, monotonicMs: () => steady });
  const audit = await openAuditLog(log.options);
  for (const [byMs, realMs] of [
    [500, 500],
    [-3_600_000, 10],
    [40, 40],
    [86_400_000, 20],
    [30_000, 30_000],
  ] as const) {
    [wall, steady] = [wall + byMs, steady + realMs];
    await audit.append('denial', {});
  }
  wall -= 5000;
  await audit.close();
  const noted = linesOf(log.options.path).filter(({ kind }) => kind === 'clock-stepped');
  expect(noted.map(({ sequence, facts }) => [sequence, facts['byMs']])).toEqual([
    [3, -3_600_010],
    [6, 86_399_980],
    [9, -5000],
  ]);
  expect(verifyLog({ path: log.options.path })).toMatchObject({ damage: null, records: 10 });
});

test('what does not fit is a fault and is not written; a bad key is refused without being shown', async () => {
  using log = temporaryLog();
  const audit = await openAuditLog(log.options);
  await expect(audit.append('outcome', { number: 7 })).rejects.toThrow(
    'no intent stands before this outcome',
  );
  await expect(audit.append('denial', { at: Number.NaN })).rejects.toThrow(TypeError);
  await audit.close();
  expect(verifyLog({ path: log.options.path })).toMatchObject({ damage: null, records: 2 });
  using other = temporaryLog({ privateKey: 'secret' });
  const refused = openAuditLog(other.options);
  await expect(refused).rejects.toMatchObject({ code: 'USAGE' });
  await expect(refused).rejects.not.toThrow(/secret/);
});
