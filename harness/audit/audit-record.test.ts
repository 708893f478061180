import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { canonicalJson } from '#harness/common/canonical-json.ts';
import { lineOf, noRecord, recordOf, type Facts } from './audit-record.ts';

test('a line is the canonical JSON of its record, whatever the facts, and is read as that record', () => {
  const facts = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 2 }));
  const at = fc
    .date({ noInvalidDate: true, min: new Date('2000-01-01'), max: new Date('2099-12-31') })
    .map((date) => date.toISOString());
  fc.assert(
    fc.property(fc.nat(), at, facts, (n, when, said) => {
      const told = JSON.parse(JSON.stringify(said)) as Facts;
      const record = { sequence: n + 1, previous: noRecord, at: when, kind: 'clock-stepped', facts: told };
      const line = lineOf(record);
      expect(line).toBe(canonicalJson(record));
      expect(recordOf(line)).toEqual(record);
    }),
  );
});
