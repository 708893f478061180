import { test, expect } from '@playwright/test';
import { parseStringPromise } from 'xml2js';
import { z } from 'zod';
import { aRecord, aScenario } from '#harness/comparison/record-builder.ts';
import { aReport } from '../report-fixture.ts';
import { verdictOf } from '../verdict.ts';
import { renderJunit } from './junit.ts';
import { summaryText } from './summary-text.ts';

const attributes = z.record(z.string(), z.string());
const junit = z.object({
  testsuites: z.object({
    testsuite: z.array(z.object({ $: attributes, testcase: z.array(z.object({ $: attributes })) })),
  }),
});

test.describe('renderJunit()', () => {
  test('has a suite per run, told apart by test and verify', async () => {
    const { records } = aReport({ stoppedAt: 'send' });
    const { testsuites } = junit.parse(await parseStringPromise(renderJunit(records)));
    expect(testsuites.testsuite.map(({ $ }) => [$['name'], $['tests'], $['failures'], $['skipped']])).toEqual(
      [
        ['test', '4', '1', '0'],
        ['test', '4', '1', '0'],
        ['verify', '4', '0', '1'],
      ],
    );
    expect(testsuites.testsuite[0]?.testcase[0]?.$).toMatchObject({ classname: 'test.letter', line: '12' });
  });

  test('stays XML whatever a reason says', async () => {
    const scenarios = [
      aScenario('<b> & "æøå"', {}, { status: 'blocked', reason: 'no\u0000 \u001b[31m]]> \ud800' }),
    ];
    const parsed = junit.parse(await parseStringPromise(renderJunit([aRecord('test', { scenarios })])));
    expect(parsed.testsuites.testsuite[0]?.testcase[0]?.$['name']).toBe('<b> & "æøå"');
  });
});

test.describe('summaryText()', () => {
  const drift = aReport({ titleInVerify: 'Time' });
  const verdict = verdictOf({
    tests: drift.records.slice(0, 2),
    verify: drift.records[2],
    comparison: drift.comparison,
  });

  test('says the verdict, the counts, what differs and where the report lies', () => {
    expect(summaryText(verdict, { report: 'reports/output/latest/index.html' })).toBe(
      `DRIFT  Rehearsal of production differs: 1 difference, at Citizen portal. The verify run was not sealed.

  Test    local          4 passed (process)
  Test    local          4 passed (process)
  Verify  rehearsal      3 passed, 1 not run (process)

  Do people see the same?                  4 same, 1 drift, 1 not run
  Is it as approved?                       no approved profile yet
  Does it keep the rules and the contract? 12 same

  drift citizen-portal: the letter arrives and can be read / inbox entry
    The value differs. At /0/title: expected "Innkalling til undersøkelse på Ålesund sjukehus", saw "Time".

Report: reports/output/latest/index.html
`,
    );
  });

  test('paints the word only when asked', () => {
    expect(summaryText(verdict)).not.toContain('\u001b');
    expect(summaryText(verdict, { colour: true })).toContain('\u001b[1;33mDRIFT\u001b[0m');
  });
});
