import { test, expect } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { aReport } from './report-fixture.ts';
import { readRunRecord } from './read-run-record.ts';

test.describe('readRunRecord()', () => {
  test('reads what was stored', ({}, info) => {
    const [record] = aReport().records;
    const path = info.outputPath('run.json');
    writeFileSync(path, JSON.stringify(record));
    expect(readRunRecord(path)).toEqual(record);
  });

  for (const [what, text, rule] of [
    ['is no JSON', '{"version":1', 'it is not JSON'],
    ['has an unknown version', '{"version":9,"id":"12345"}', 'version'],
    ['lacks a part', JSON.stringify({ ...aReport().records[0], scenarios: undefined }), 'scenarios'],
  ] as const) {
    test(`a file that ${what} is refused with path and rule, never a value`, ({}, info) => {
      const path = info.outputPath('run.json');
      writeFileSync(path, text);
      let seen: unknown;
      try {
        readRunRecord(path);
      } catch (error) {
        seen = error;
      }
      expect(seen).toMatchObject({ code: 'RECORD_UNREADABLE' });
      expect((seen as Error).message).toContain(path);
      expect((seen as Error).message).toContain(rule);
      expect((seen as Error).message).not.toContain('12345');
    });
  }

  test('a missing file is refused', () => {
    expect(() => readRunRecord('/nowhere/run.json')).toThrow(/no such file/);
  });
});
