import { test, expect } from '@playwright/test';
import { aRecord, aScenario } from '#harness/comparison/record-builder.ts';
import { compare } from '#harness/comparison/compare.ts';
import type { RunRecord } from '#harness/observation/run-record.schema.ts';
import { aLoadRecord, aReport } from './report-fixture.ts';
import { nb } from './texts/nb.ts';
import { verdictOf } from './verdict.ts';
import { verdictSchema } from './verdict.schema.ts';

const today = '2026-11-22';
const verdictFor = ({ records, comparison }: ReturnType<typeof aReport>) =>
  verdictOf({ tests: records.slice(0, 2), verify: records[2], comparison });
const withStatus = (kind: RunRecord['kind'], status: 'failed' | 'blocked' | 'fault') =>
  aRecord(kind, {
    scenarios: [aScenario('one', {}, { status, reason: 'why', participant: 'message-exchange' })],
  });
const denied = {
  at: '2026-11-22T08:00:00.000Z',
  class: 'denied' as const,
  method: 'POST',
  host: 'h',
  reason: 'r',
  scenario: null,
};

test.describe('verdictOf()', () => {
  test('same: one sentence, exit 0, and that the verify run was not sealed', () => {
    const verdict = verdictFor(aReport());
    expect(verdict).toMatchObject({ verdict: 'same', exitCode: 0, sealed: false, findings: [] });
    expect(verdict.sentence).toBe(
      'Rehearsal of production shows the same as Local test environment: 5 observations compared. The verify run was not sealed.',
    );
    expect(verdictSchema.parse(verdict)).toEqual(verdict);
  });

  for (const [seal, english, norwegian] of [
    [undefined, 'The verify run was sealed.', 'Verifiseringen var forseglet.'],
    [
      { by: 'bubblewrap', browserSandbox: true },
      'The verify run was sealed by bubblewrap.',
      'Verifiseringen var forseglet med bubblewrap.',
    ],
    [
      { by: 'container', browserSandbox: true },
      'The verify run was sealed by a container.',
      'Verifiseringen var forseglet i en container.',
    ],
    [
      { by: 'container', browserSandbox: false },
      'The verify run was sealed by a container. This machine’s kernel lets no browser in there have its own sandbox.',
      'Verifiseringen var forseglet i en container. Maskinens kjerne lar ingen nettleser der inne ha sin egen sandkasse.',
    ],
  ] as const) {
    test(`sealed: ${JSON.stringify(seal)} is told in both languages`, () => {
      const record = aRecord('verify');
      const environment = { ...record.environment, sealed: true, ...(seal === undefined ? {} : { seal }) };
      const verdict = verdictOf({ tests: [], verify: { ...record, environment } });
      expect(verdict.sentence).toMatch(new RegExp(`\\. ${english}$`));
      expect(verdict.seal).toEqual(seal);
      expect(nb.sealed(verdict.seal)).toBe(norwegian);
      expect(verdictSchema.parse(verdict)).toEqual(verdict);
    });
  }

  test('drift: exit 1, owners named', () => {
    const verdict = verdictFor(aReport({ titleInVerify: 'Time' }));
    expect(verdict).toMatchObject({ verdict: 'drift', exitCode: 1 });
    expect(verdict.sentence).toContain('1 difference, at Citizen portal');
    expect(verdict.findings).toMatchObject([
      { participant: 'citizen-portal', observation: 'inbox entry', kind: 'drift' },
    ]);
  });

  test('a chain that fails in test is failed, not drift', () => {
    const input = aReport({ stoppedAt: 'send', titleInVerify: 'Time', daysLeftInVerify: 3 });
    expect(verdictFor(input)).toMatchObject({ verdict: 'failed', exitCode: 1 });
  });

  test('a participant that was down in verify is blocked, exit 3, and never drift', () => {
    const first = aRecord('test', { scenarios: [aScenario('one', { a: 1 })] });
    const verify = withStatus('verify', 'blocked');
    const comparison = compare({ test: first, verify, today });
    const verdict = verdictOf({ tests: [first], verify, comparison });
    expect(verdict).toMatchObject({ verdict: 'blocked', exitCode: 3 });
    expect(verdict.findings.map(({ participant, kind }) => [participant, kind])).toEqual([
      ['message-exchange', 'blocked'],
      ['citizen-portal', 'not comparable'],
    ]);
  });

  test('nothing compared is blocked, never same', () => {
    const first = aRecord('test', { scenarios: [aScenario('one', { a: 1 })] });
    const verify = aRecord('verify', {
      scenarios: [aScenario('one', {}, { status: 'not run', reason: 'writes' })],
    });
    const verdict = verdictOf({
      tests: [first],
      verify,
      comparison: compare({ test: first, verify, today }),
    });
    expect(verdict).toMatchObject({ verdict: 'blocked', exitCode: 3 });
  });

  test('where several apply: fault, safety stop, refused, failed, blocked, in this order', () => {
    const guard = { requests: { read: 0, session: 0, allowed: 0 }, denials: [denied] };
    const blocked = withStatus('test', 'blocked');
    const failed = withStatus('test', 'failed');
    const stopped = aRecord('verify', { guard });
    const fault = withStatus('test', 'fault');
    expect(verdictOf({ tests: [blocked] }).exitCode).toBe(3);
    expect(verdictOf({ tests: [blocked, failed] }).exitCode).toBe(1);
    expect(verdictOf({ tests: [failed], refused: 'no' })).toMatchObject({ verdict: 'refused', exitCode: 2 });
    expect(verdictOf({ tests: [failed], verify: stopped, refused: 'no' }).exitCode).toBe(4);
    expect(verdictOf({ tests: [failed, fault], verify: stopped }).exitCode).toBe(5);
    expect(verdictOf({ tests: [aRecord('test', { interrupted: true })] }).exitCode).toBe(130);
  });

  test('tests alone pass; a lost message under load fails', () => {
    const green = aRecord('test', { scenarios: [aScenario('one')] });
    expect(verdictOf({ tests: [green] })).toMatchObject({ verdict: 'passed', exitCode: 0, sealed: null });
    expect(verdictOf({ tests: [], load: aLoadRecord() })).toMatchObject({
      verdict: 'failed',
      exitCode: 1,
      findings: [{ participant: 'message-exchange', observation: 'history: lost' }],
    });
  });
});
