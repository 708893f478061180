import { test, expect } from '@playwright/test';
import type { RunRecord } from '../observation/run-record.schema.ts';
import { compare } from './compare.ts';
import { explainItem } from './explain-comparison.ts';
import { findings } from './findings.ts';
import { aRecord, aScenario } from './record-builder.ts';

const today = '2026-11-22';
const kindsOf = (...records: RunRecord[]) => findings(undefined, records).map(({ kind }) => kind);
const denial = (verdictClass: 'denied' | 'vendor' | 'canary') => ({
  at: '2026-11-22T08:00:00.000Z',
  class: verdictClass,
  method: 'POST',
  host: 'rest.address-register.rehearsal.test:9443',
  reason: 'No operation of this environment allows it.',
  scenario: 'the letter arrives',
});

test.describe('findings(): what makes the verdict worse', () => {
  test('a green run has none', () => {
    expect(kindsOf(aRecord('test', { scenarios: [aScenario('one', { a: 1 })] }))).toEqual([]);
  });

  test('drift names participant, scenario and observation, and says what was seen', () => {
    const side = (kind: RunRecord['kind'], title: string) =>
      aRecord(kind, { scenarios: [aScenario('the letter arrives', { letter: { title } })] });
    const comparison = compare({ test: side('test', 'Innkalling'), verify: side('verify', 'Time'), today });
    expect(findings(comparison, [])).toEqual([
      {
        participant: 'citizen-portal',
        scenario: 'the letter arrives',
        observation: 'letter',
        kind: 'drift',
        because: 'The value differs. At /title: expected "Innkalling", saw "Time".',
        run: 'verify-1',
      },
    ]);
  });

  test('a failed scenario points at the hop where the message stopped', () => {
    const trace = [{ hop: 'send', state: 'failed' as const, detail: 'answered 400', documents: [] }];
    const hop = {
      ...{ id: 'send', from: 'hospital-records', to: 'message-exchange' },
      ...{ endpoint: 'message-exchange', operation: 'post-message', title: { nb: 'sender', en: 'sends' } },
    };
    const chain = { name: 'letter', title: { nb: 'Brev', en: 'Letter' }, participants: [], hops: [hop] };
    const scenarios = [aScenario('one', {}, { status: 'failed', trace })];
    const record = aRecord('test', { chains: [chain], scenarios });
    expect(findings(undefined, [record])[0]).toMatchObject({
      kind: 'failed',
      observation: 'send',
      because: 'answered 400',
    });
  });

  test('what both runs of an A/A pair show is told once', () => {
    const failing = { scenarios: [aScenario('one', {}, { status: 'failed' as const })] };
    expect(kindsOf(aRecord('test', failing), aRecord('test', { ...failing, id: 'test-2' }))).toEqual([
      'failed',
    ]);
  });

  test('every denied request counts, with its participant; canary and vendor requests do not', () => {
    const denials = [denial('denied'), denial('denied'), denial('vendor'), denial('canary')];
    const record = aRecord('verify', { guard: { requests: { read: 0, session: 0, allowed: 0 }, denials } });
    const found = findings(undefined, [record]);
    expect(found.map(({ kind, participant }) => [kind, participant])).toEqual([
      ['denied', 'address-register'],
      ['denied', 'address-register'],
    ]);
  });

  test('a verify run without its canary is denied; one that ended before it could begin is not', () => {
    const without = { guard: { requests: { read: 0, session: 0, allowed: 0 }, denials: [] } };
    expect(kindsOf(aRecord('verify', without))).toEqual(['denied']);
    expect(kindsOf(aRecord('verify', { ...without, interrupted: true }))).toEqual(['interrupted']);
    expect(
      kindsOf(aRecord('verify', { ...without, interrupted: true, scenarios: [aScenario('a')] })),
    ).toEqual(['denied', 'interrupted']);
    expect(kindsOf(aRecord('test', without))).toEqual([]);
  });

  test('the gravest come first', () => {
    const scenarios = [
      aScenario('a', {}, { status: 'blocked' }),
      aScenario('b', {}, { status: 'failed' }),
      aScenario('c', {}, { status: 'not run' }),
    ];
    expect(
      kindsOf(aRecord('verify', { scenarios, faults: ['x'], unexpected: ['GET /y'], interrupted: true })),
    ).toEqual(['fault', 'interrupted', 'failed', 'unexpected request', 'blocked']);
  });
});

test('explainItem(): an expired expectation is told with owner, reason and day', () => {
  const because = {
    code: 'expectation expired',
    owner: 'Portal team',
    reason: 'new text',
    expires: '2026-11-01',
  } as const;
  expect(
    explainItem({
      question: 'scenarios',
      id: 'a',
      participant: 'citizen-portal',
      scenario: 's',
      observation: 'o',
      kind: 'drift',
      differences: [{ pointer: '', expected: 1 }],
      because,
    }),
  ).toBe('Was expected until 2026-11-01 (Portal team): new text. Expected 1, saw nothing.');
});
