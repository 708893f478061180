import { expect, test } from '@playwright/test';
import { countResults } from './count-results.ts';

const spec = (title: string, status: string, annotations: object[] = []) => ({
  title,
  file: 'harness/x.test.ts',
  line: 3,
  tests: [{ status, annotations }],
});
const report = (specs: object[], errors: object[] = []) =>
  JSON.stringify({ suites: [{ specs: [], suites: [{ specs }] }], errors });

test('countResults() counts nested suites, and a flaky test has failed', () => {
  const counts = countResults(report([spec('a', 'expected'), spec('b', 'unexpected'), spec('c', 'flaky')]));
  expect(counts).toEqual({ passed: 1, failed: 2, notRun: [] });
});

test('countResults() names what was not run, and why', () => {
  const skipped = spec('d', 'skipped', [{ type: 'skip', description: 'needs an engine: none answers' }]);
  expect(countResults(report([skipped])).notRun).toEqual([
    'harness/x.test.ts:3 d: needs an engine: none answers',
  ]);
});

test('countResults() counts what failed outside every test', () => {
  expect(countResults(report([], [{ message: 'globalSetup failed' }])).failed).toBe(1);
});
