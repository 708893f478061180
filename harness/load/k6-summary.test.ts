import { expect, test } from '@playwright/test';
import { readSummary, summarySteps, summaryThresholds } from './k6-summary.ts';

const text = JSON.stringify({
  state: { isStdOutTTY: false, testRunDurationMs: 8000.5 },
  root_group: { checks: [] },
  metrics: {
    step_2_fetch: {
      type: 'trend',
      values: { count: 4, 'p(50)': 2, 'p(95)': 3, 'p(99)': 4, max: 5 },
      thresholds: { 'p(95)<1000': { ok: true } },
    },
    step_1_send: { type: 'trend', values: { count: 2, 'p(50)': 1, 'p(95)': 1, 'p(99)': 1, max: 1 } },
    failed_2_fetch: {
      type: 'counter',
      values: { count: 1, rate: 0.1 },
      thresholds: { 'count==0': { ok: false } },
    },
  },
});

test('summarySteps() keeps the order of the chain and joins times with failures', () => {
  expect(summarySteps(readSummary(text))).toEqual([
    { name: 'send', count: 2, failed: 0, p50: 1, p95: 1, p99: 1, max: 1 },
    { name: 'fetch', count: 4, failed: 1, p50: 2, p95: 3, p99: 4, max: 5 },
  ]);
});

test('summaryThresholds() names each threshold with its metric', () => {
  expect(summaryThresholds(readSummary(text))).toEqual([
    { name: 'step_2_fetch p(95)<1000', met: true },
    { name: 'failed_2_fetch count==0', met: false },
  ]);
});

for (const [what, broken] of [
  ['no JSON', 'k6 was killed'],
  ['nothing', ''],
  ['JSON of another form', '{"metrics":{"a":{"values":{"p":"fast"}}}}'],
] as const) {
  test(`readSummary() refuses ${what}`, () => {
    expect(() => readSummary(broken)).toThrow(expect.objectContaining({ code: 'LOAD_FAILED' }));
  });
}
