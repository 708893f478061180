import { expect, test } from '@playwright/test';
import { verdictOf } from '../verdict.ts';
import { aReport } from '../report-fixture.ts';
import { en } from '../texts/en.ts';
import { nb } from '../texts/nb.ts';
import { whatLeft } from './what-left.ts';

const { records, comparison } = aReport();
const verify = records.find(({ kind }) => kind === 'verify');
if (verify === undefined) throw new Error('The report has a verify run.');
const page = (texts = nb, record = verify): string => whatLeft(record, texts)?.markup ?? '';

test('whatLeft() tells method, host, path template, outcome and count, and that all accounts agree', () => {
  expect(page()).toContain('Dette forlot maskinen');
  expect(page()).toContain('GET /letters/{id}');
  expect(page()).toContain('nektet av vakten, ikke sendt');
  expect(page()).toContain('sier det samme: 53 forespørsler, 52 av dem');
  expect(page(en)).toContain('the icon of a page: 1');
});

test('whatLeft() shows each thing that nothing explains, and the verdict is a safety stop', () => {
  const unexplained = ['The guard let through GET portal:443 /inbox, and nobody lists it.'];
  const record = { ...verify, reconciliation: { requests: 1, listed: 0, explained: [], unexplained } };
  expect(page(en, record)).toContain('do not tell the same');
  expect(page(en, record)).toContain('nobody lists it');
  const verdict = verdictOf({ tests: [], verify: record, comparison });
  expect([verdict.verdict, verdict.exitCode]).toEqual(['safety stop', 4]);
  expect(verdict.sentence).toContain('guard, audit log and Playwright do not tell the same');
});

test('whatLeft() says nothing of a test run', () => {
  expect(records.filter(({ kind }) => kind === 'test').map((record) => page(en, record))).toEqual(['', '']);
});
