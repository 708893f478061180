import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { LedgerEntry } from './ledger.schema.ts';
import { listed, nothingListed, type ListedRequests } from './listed-requests.schema.ts';
import { reconcile } from './reconcile.ts';
import { sentFrom } from './sent-from.ts';

const at = '2026-11-22T08:00:00.000Z';
const host = 'portal.rehearsal.test:9443';
const sent = (number: number, { method = 'GET', path = '/inbox' } = {}): LedgerEntry => ({
  ...{ entry: 'request', at, number, kind: 'read', method, host, path },
  ...{ endpoint: 'citizen-portal', operation: 'inbox', scenario: 'the letter arrives' },
});
const answered = (number: number, status = 200): LedgerEntry => ({
  ...{ entry: 'response', at, number, status, contentType: null, headers: [] },
});
const denial: LedgerEntry = {
  ...{ entry: 'denial', at, class: 'canary', method: 'POST', host, reason: 'a rule', scenario: null },
};
const numbers = (...list: number[]): ListedRequests => ({ ...nothingListed, numbers: list });
const noLog = { expected: [], found: [] };
const told = (ledger: readonly LedgerEntry[], ...lists: ListedRequests[]) =>
  reconcile({ ledger, audit: noLog, listed: lists });

test('reconcile() all that passed is listed: nothing to explain', () => {
  const ledger = [sent(1), answered(1), sent(2), answered(2)];
  expect(told(ledger, numbers(1), numbers(2, 1))).toEqual({
    ...{ requests: 2, listed: 2, explained: [], unexplained: [] },
  });
});

test('reconcile() explains by kind what Playwright does not list', () => {
  const ledger = [
    ...[sent(1, { path: '/favicon.ico' }), answered(1)],
    ...[sent(2, { method: 'OPTIONS' }), answered(2)],
    ...[sent(3), answered(3, 302)],
    ...[sent(4), answered(4, 304)],
    ...[sent(5)],
  ];
  const { explained, unexplained } = told(ledger, {
    ...nothingListed,
    unanswered: [{ method: 'GET', host }],
  });
  expect(unexplained).toEqual([]);
  expect(explained).toEqual(
    ['favicon', 'preflight', 'redirect', 'revalidation', 'unanswered'].map((kind) => ({ kind, count: 1 })),
  );
});

test('reconcile() one unanswered request explains one', () => {
  const ledger = [sent(1), sent(2)];
  const list = { ...nothingListed, unanswered: [{ method: 'GET', host }] };
  expect(told(ledger, list).unexplained).toHaveLength(1);
});

test('reconcile() what is listed and did not pass the guard is told', () => {
  const strange = listed({ method: 'GET', host: 'elsewhere.test:443' }, { 'content-type': 'text/html' });
  const refused = listed({ method: 'POST', host }, { 'x-verdikjede-guard': 'denied' });
  expect(told([], strange).unexplained).toEqual([expect.stringContaining('did not come from the guard')]);
  expect(told([], numbers(7)).unexplained).toEqual([expect.stringContaining('number 7')]);
  expect(told([], refused).unexplained).toEqual([expect.stringContaining('1 refusals')]);
  expect(told([denial], refused).unexplained).toEqual([]);
});

test('reconcile() a request taken off the lists, or a record off the log, is always told', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(), fc.boolean(), (count, pick, doubled) => {
      const all = Array.from({ length: count }, (_, i) => i + 1);
      const ledger = all.flatMap((number) => [sent(number), answered(number)]);
      const out = (pick % count) + 1;
      const rest = all.filter((number) => number !== out);
      expect(told(ledger, numbers(...rest)).unexplained).toEqual([expect.stringContaining(`number ${out},`)]);

      const found = doubled ? [...all, out] : rest;
      const { unexplained } = reconcile({ ledger: [], audit: { expected: all, found }, listed: [] });
      expect(unexplained).toEqual([expect.stringContaining('audit log')]);
    }),
  );
});

test('sentFrom() counts by method, host, path template and outcome', () => {
  expect(sentFrom([sent(1), answered(1), sent(2), answered(2), sent(3), denial])).toEqual([
    { method: 'POST', host, path: null, outcome: 'refused', count: 1 },
    { method: 'GET', host, path: '/inbox', outcome: 'answered', count: 2 },
    { method: 'GET', host, path: '/inbox', outcome: 'no answer', count: 1 },
  ]);
});
