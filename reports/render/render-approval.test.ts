import { expect, test } from '@playwright/test';
import { approvalEn, approvalNb } from '../texts/approval-texts.ts';
import { anApproval } from '../report-fixture.ts';
import { renderApproval } from './render-approval.ts';

const textOf = (...parameters: Parameters<typeof renderApproval>): string =>
  (renderApproval(...parameters)?.markup ?? '').replace(/\s+/g, ' ');

test('who approved what stands there in both languages, with the window in UTC', () => {
  const [nb, en] = [textOf(anApproval, approvalNb), textOf(anApproval, approvalEn)];
  for (const text of [nb, en]) {
    expect(text).toContain('kari@sykehus.test, ola@nhn.test');
    expect(text).toContain('2026-11-22 07:00:00 – 2026-11-22 15:00:00 (UTC)');
    expect(text).toContain('citizen-portal 1.1');
  }
  expect(nb).toContain('Hvem godkjente hva');
  expect(en).not.toContain(approvalEn.throwAway);
});

test('keys made for the run are no approval, and it says so; without a record there is nothing', () => {
  expect(textOf({ ...anApproval, throwAway: true }, approvalEn)).toContain('nobody approved');
  expect(textOf({ ...anApproval, warnings: ['clean tree: 2 files'] }, approvalNb)).toContain(
    'Porten advarte',
  );
  expect(renderApproval(undefined, approvalNb)).toBeUndefined();
});
