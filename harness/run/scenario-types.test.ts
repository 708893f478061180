import { expect, test, type TestType } from '@playwright/test';
import type { scenario, testOnly } from './scenario.ts';

type Fixtures<T> = T extends TestType<infer Offered, infer Worker> ? Offered & Worker : never;
type Has<T, Name extends string> = Name extends keyof Fixtures<T> ? 'yes' : 'no';

// Checked by `npm run types`: a wrong answer does not compile.
const offered: {
  scenarioActs: Has<typeof scenario, 'act' | 'writing'>;
  scenarioReads: Has<typeof scenario, 'observe'>;
  testOnlyActs: Has<typeof testOnly, 'act'>;
} = { scenarioActs: 'no', scenarioReads: 'yes', testOnlyActs: 'yes' };

test('a scenario is offered no way to write; a testOnly is', () => {
  expect(offered).toEqual({ scenarioActs: 'no', scenarioReads: 'yes', testOnlyActs: 'yes' });
});
