import { test, expect } from '@playwright/test';
import fc from 'fast-check';
import type { RunRecord } from '../observation/run-record.schema.ts';
import { approveProfile } from './approved-profile.ts';
import { compare } from './compare.ts';
import { countKinds, kinds, type Json } from './comparison.ts';
import { aProfileObservation, aRecord, aScenario } from './record-builder.ts';

const today = '2026-11-22';
const withValues = (kind: RunRecord['kind'], values: Record<string, Json>, id = `${kind}-1`) =>
  aRecord(kind, { id, scenarios: [aScenario('the letter arrives', values)] });
const kindOf = (comparison: ReturnType<typeof compare>, observation: string) =>
  comparison.items.find((item) => item.observation === observation)?.kind;
const certificate = {
  subject: 'CN=p',
  issuer: 'CN=Rehearsal CA',
  names: ['p'],
  protocol: 'TLSv1.3',
};

const statuses = ['passed', 'failed', 'blocked', 'not run', 'fault'] as const;
const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
const scenario = (title: string) =>
  fc
    .record({
      status: fc.constantFrom(...statuses),
      values: fc.dictionary(fc.constantFrom('a', 'b', 'c'), json),
    })
    .map(({ status, values }) => aScenario(title, values, { status }));
const record = (kind: RunRecord['kind']) =>
  fc
    .tuple(fc.option(scenario('one')), fc.option(scenario('two')))
    .map((scenarios) => aRecord(kind, { scenarios: scenarios.filter((one) => one !== null) }));

test.describe('compare(): the same scenarios in test and verify', () => {
  test('a run against itself is all same', () => {
    fc.assert(
      fc.property(record('test'), (run) => {
        const passed = { ...run, scenarios: run.scenarios.map((s) => ({ ...s, status: 'passed' as const })) };
        const { items } = compare({ test: passed, testAgain: passed, verify: passed, today });
        expect(items.every(({ kind }) => kind === 'same')).toBe(true);
        expect(items).toHaveLength(run.scenarios.flatMap(({ observations }) => observations).length);
      }),
    );
  });

  test('gives every observation of any run exactly one kind', () => {
    fc.assert(
      fc.property(record('test'), record('test'), record('verify'), (first, again, verify) => {
        const { items } = compare({ test: first, testAgain: again, verify, today });
        const ids = [first, again, verify].flatMap(({ scenarios }) =>
          scenarios.flatMap((s) => s.observations.map((o) => `letter / ${s.title} / ${o.name}`)),
        );
        expect(items.map(({ id }) => id)).toEqual([...new Set(ids)].sort());
        expect(items.every(({ kind }) => kinds.includes(kind))).toBe(true);
      }),
    );
  });

  test('does not depend on the order of scenarios and observations', () => {
    const turned = (run: RunRecord): RunRecord => ({
      ...run,
      scenarios: run.scenarios.map((s) => ({ ...s, observations: [...s.observations].reverse() })).reverse(),
    });
    fc.assert(
      fc.property(record('test'), record('test'), record('verify'), (first, again, verify) => {
        const straight = compare({ test: first, testAgain: again, verify, today });
        expect(
          compare({ test: turned(first), testAgain: turned(again), verify: turned(verify), today }),
        ).toEqual(straight);
      }),
    );
  });

  test('does not depend on which run of the A/A pair came first', () => {
    fc.assert(
      fc.property(json, json, json, (first, second, seen) => {
        const [one, two] = [withValues('test', { x: first }), withValues('test', { x: second })];
        const verify = withValues('verify', { x: seen });
        expect(kindOf(compare({ test: one, testAgain: two, verify, today }), 'x')).toBe(
          kindOf(compare({ test: two, testAgain: one, verify, today }), 'x'),
        );
      }),
    );
  });

  test('noise in one field never hides a difference in another', () => {
    fc.assert(
      fc.property(json, json, fc.string(), fc.string(), fc.string(), (left, right, a, b, c) => {
        fc.pre(JSON.stringify(left) !== JSON.stringify(right) && a !== b);
        const differ = compare({
          test: withValues('test', { letter: { noisy: a, steady: left } }),
          testAgain: withValues('test', { letter: { noisy: b, steady: left } }),
          verify: withValues('verify', { letter: { noisy: c, steady: right } }),
          today,
        });
        const same = compare({
          test: withValues('test', { letter: { noisy: a, steady: left } }),
          testAgain: withValues('test', { letter: { noisy: b, steady: left } }),
          verify: withValues('verify', { letter: { noisy: c, steady: left } }),
          today,
        });
        // -0 and 0 are written differently by nobody: JSON knows one zero.
        if (kindOf(differ, 'letter') === 'noise') expect(left).toEqual(JSON.parse(JSON.stringify(right)));
        else expect(kindOf(differ, 'letter')).toBe('drift');
        expect(kindOf(same, 'letter')).toBe('noise');
      }),
    );
  });

  test('text that varies is noise, but not when it turns into nothing', () => {
    const pair = {
      test: withValues('test', { id: { x: 'a' } }),
      testAgain: withValues('test', { id: { x: 'b' } }),
    };
    expect(kindOf(compare({ ...pair, verify: withValues('verify', { id: { x: 'c' } }), today }), 'id')).toBe(
      'noise',
    );
    expect(kindOf(compare({ ...pair, verify: withValues('verify', { id: { x: null } }), today }), 'id')).toBe(
      'drift',
    );
    expect(kindOf(compare({ ...pair, verify: withValues('verify', { id: {} }), today }), 'id')).toBe('drift');
  });

  test('tells where inside the value the difference lies', () => {
    const { items } = compare({
      test: withValues('test', { inbox: [{ title: 'Innkalling', 'a/b': 1 }] }),
      verify: withValues('verify', { inbox: [{ title: 'Time', 'a/b': 2 }, { title: 'Ny' }] }),
      today,
    });
    expect(items[0]?.differences).toEqual([
      { pointer: '/0/a~1b', expected: 1, seen: 2 },
      { pointer: '/0/title', expected: 'Innkalling', seen: 'Time' },
      { pointer: '/1', seen: { title: 'Ny' } },
    ]);
  });

  test('an observation on one side only is missing or extra', () => {
    const comparison = compare({
      test: withValues('test', { a: 1, b: 1 }),
      verify: withValues('verify', { b: 1, c: 1 }),
      today,
    });
    expect(comparison.items.map(({ kind }) => kind)).toEqual(['missing', 'same', 'extra']);
  });

  for (const [status, kind] of [
    ['blocked', 'not comparable'],
    ['not run', 'not run'],
    ['failed', 'missing'],
  ] as const) {
    test(`a scenario that is ${status} in verify leaves its observations ${kind}, with the reason`, () => {
      const verify = aRecord('verify', {
        scenarios: [aScenario('the letter arrives', {}, { status, reason: 'because of that' })],
      });
      const item = compare({ test: withValues('test', { a: 1 }), verify, today }).items[0];
      expect(item).toMatchObject({ kind, because: { reason: 'because of that' } });
    });
  }

  test('a difference is expected until its last day, and drift the day after', () => {
    const expectedDifferences = [
      {
        observation: 'letter / the letter arrives / a',
        owner: 'Portal team',
        reason: 'new text',
        expires: '2026-11-30',
      },
    ];
    const verify = withValues('verify', { a: 2 });
    const listed = { ...verify, environment: { ...verify.environment, expectedDifferences } };
    const on = (day: string) =>
      compare({ test: withValues('test', { a: 1 }), verify: listed, today: day }).items[0];
    expect(on('2026-11-30')).toMatchObject({ kind: 'expected', because: { owner: 'Portal team' } });
    expect(on('2026-12-01')).toMatchObject({ kind: 'drift', because: { code: 'expectation expired' } });
    expect(on('2026-12-01')?.differences).toEqual([{ pointer: '', expected: 1, seen: 2 }]);
  });

  test('an A/A pair alone has only same and noise', () => {
    const comparison = compare({
      test: withValues('test', { a: 1, b: 1, c: 1 }),
      testAgain: withValues('test', { a: 1, b: 2, d: 1 }, 'test-2'),
      today,
    });
    expect(comparison.items.map(({ kind }) => kind)).toEqual(['same', 'noise', 'noise', 'noise']);
  });
});

test.describe('compare(): profile, rules and contract', () => {
  const profileOf = (kind: RunRecord['kind'], values: Record<string, Json>) =>
    aRecord(kind, {
      scenarios: [aScenario('one')],
      profile: Object.entries(values).map(([name, value]) =>
        aProfileObservation('citizen-portal', name, value),
      ),
    });

  test('says that there is no approved profile', () => {
    expect(compare({ verify: profileOf('verify', { certificate }), today }).approved).toBeNull();
  });

  test('as approved: a new issuer and a lost header are drift, a renewal is not', () => {
    const operation = (headers: string[]) => ({ statuses: [200], contentTypes: ['text/html'], headers });
    const before = profileOf('verify', {
      certificate: { ...certificate, notAfter: '2027-01-01T00:00:00.000Z' },
      'certificate-days-left': { daysLeft: 40, refused: null },
      'operation inbox': operation(['a', 'b']),
    });
    const approved = approveProfile(before, 'Kari', '2026-11-20T10:00:00.000Z');
    expect(approved.profile.map(({ name }) => name)).toEqual(['certificate', 'operation inbox']);
    expect(JSON.stringify(approved)).not.toContain('notAfter');
    const after = (change: object, headers: string[]) =>
      compare({
        verify: profileOf('verify', {
          certificate: { ...certificate, ...change, notAfter: '2028-01-01T00:00:00.000Z' },
          'certificate-days-left': { daysLeft: 400, refused: null },
          'operation inbox': operation(headers),
        }),
        approved,
        today,
      }).items.filter(({ question }) => question === 'as approved');
    expect(after({}, ['b', 'a']).map(({ kind }) => kind)).toEqual(['same', 'same']);
    const [issuer, headers] = after({ issuer: 'CN=Other CA' }, ['a', 'c']);
    expect(issuer?.differences).toEqual([
      { pointer: '/issuer', expected: 'CN=Rehearsal CA', seen: 'CN=Other CA' },
    ]);
    expect(headers?.differences).toEqual([
      { pointer: '/headers/b', expected: 'b' },
      { pointer: '/headers/c', seen: 'c' },
    ]);
  });

  test('rules: refused, soon expired and old protocol each break one', () => {
    const verify = profileOf('verify', {
      certificate: { ...certificate, protocol: 'TLSv1.1' },
      'certificate-days-left': { daysLeft: 29, refused: 'CERT_HAS_EXPIRED' },
    });
    const broken = compare({ verify, today }).items.map(({ kind, because }) => [kind, because]);
    expect(broken).toEqual([
      ['drift', { code: 'rule broken', rule: 'certificate accepted' }],
      ['drift', { code: 'rule broken', rule: 'protocol at least TLSv1.2' }],
      ['drift', { code: 'rule broken', rule: 'certificate days left' }],
    ]);
  });

  test('contract: status, content type and supported values must agree, headers and addresses need not', () => {
    const side = (status: number, scopes: string[], host: string) => ({
      'operation inbox': { statuses: [status], contentTypes: ['text/html'], headers: [host] },
      'document discovery': { issuer: `https://${host}`, scopes_supported: scopes },
    });
    const kindsOf = (verify: Record<string, Json>) =>
      compare({
        test: profileOf('test', side(200, ['openid', 'profile'], 'a')),
        verify: profileOf('verify', verify),
        today,
      }).items.map(({ observation, kind }) => `${observation}: ${kind}`);
    expect(kindsOf(side(200, ['profile', 'openid'], 'b'))).toEqual([
      'document discovery: same',
      'operation inbox: same',
    ]);
    expect(kindsOf(side(404, ['openid'], 'b'))).toEqual([
      'document discovery: drift',
      'operation inbox: drift',
    ]);
  });

  test('what a participant answers while it is down is not comparable, and not drift', () => {
    const verify = profileOf('verify', { certificate, 'operation inbox': { statuses: [503] } });
    const down = aScenario(
      'one',
      {},
      { status: 'blocked', reason: 'answers 503', participant: 'citizen-portal' },
    );
    const comparison = compare({
      test: profileOf('test', { certificate, 'operation inbox': { statuses: [200] } }),
      verify: { ...verify, scenarios: [down] },
      approved: approveProfile(
        profileOf('verify', { certificate, 'operation inbox': { statuses: [200] } }),
        'Kari',
        '2026-11-20T10:00:00.000Z',
      ),
      today,
    });
    const counts = countKinds(comparison);
    expect(counts['as approved']).toMatchObject({ same: 1, drift: 0, 'not comparable': 1 });
    expect(counts['rules and contract']).toMatchObject({ drift: 0, 'not comparable': 1 });
  });
});
