import { expect, test } from '@playwright/test';
import { norwegianLocalTime } from './local-time.ts';

for (const [given, local] of [
  ['2026-11-22T08:00:00', '2026-11-22T08:00:00'],
  ['2026-11-22T08:00:00.1234567', '2026-11-22T08:00:00.1234567'],
  ['2026-11-22T08:00:00Z', '2026-11-22T09:00:00'],
  ['2026-07-01T23:30:00.5Z', '2026-07-02T01:30:00.5'],
  ['2026-07-01T08:00:00+02:00', '2026-07-01T08:00:00'],
  ['2026-10-25T00:59:59Z', '2026-10-25T02:59:59'],
  ['2026-10-25T01:00:00Z', '2026-10-25T02:00:00'],
  ['2026-07-01T08:00:00-05:00', '2026-07-01T15:00:00'],
  ['2026-07-01T08:15:30.25+05:30', '2026-07-01T04:45:30.25'],
  ['2026-11-22T24:00:00Z', '2026-11-23T01:00:00'],
] as const) {
  test(`norwegianLocalTime() reads ${given} as ${local}`, () => {
    expect(norwegianLocalTime(given)).toBe(local);
  });
}

test('norwegianLocalTime() tells hours apart by their zone, whatever was asked before', () => {
  const asked = ['2026-07-01T08:00:00Z', '2026-07-01T08:00:00-05:00', '2026-07-01T08:00:00Z'];
  const local = ['2026-07-01T10:00:00', '2026-07-01T15:00:00', '2026-07-01T10:00:00'];
  expect(asked.map(norwegianLocalTime)).toEqual(local);
});
