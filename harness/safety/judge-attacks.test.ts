import { expect, test } from '@playwright/test';
import { aCanary } from '#harness/comparison/record-builder.ts';
import type { Attack } from './attack.ts';
import { attacks } from './attacks.ts';
import { judgeAttacks } from './judge-attacks.ts';
import { listedOperation, type Arrival } from './sink/arrival.ts';

const attack = (by: Attack['by']): Attack => ({ id: 'one', by, attempt: () => Promise.resolve() });
const arrived: Arrival = { via: 'https', mark: 'attack-one', legal: null };
const denial = (method: string, scenario: string | null) =>
  ({ ...aCanary, class: 'denied', method, scenario }) as const;
const mark = denial('SEARCH', 'one');
const other = denial('SEARCH', 'two');
const judged = (by: Attack['by'], control: Arrival[], arrivals: Arrival[], denials: (typeof mark)[]) =>
  judgeAttacks([attack(by)], control, { arrivals, denials })[0];

test('there are at least 60 attacks, each with a name of its own', () => {
  expect(attacks.length).toBeGreaterThanOrEqual(60);
  expect(new Set(attacks.map(({ id }) => id)).size).toBe(attacks.length);
});

test('judgeAttacks() passes what arrived in the control and was denied, or never came as far as the guard', () => {
  const denied = [other, other, mark, denial('POST', null), mark];
  expect(judged('guard', [arrived], [], denied)).toMatchObject({ passed: true, stoppedBy: 'guard' });
  expect(judged('seal', [arrived], [], [mark, mark, other])).toMatchObject({
    passed: true,
    stoppedBy: 'seal',
  });
});

test('judgeAttacks() fails what proves nothing, what arrived, what was not denied, and what left no marks', () => {
  const denied = [mark, denial('POST', null), mark];
  expect(judged('guard', [], [], denied)).toMatchObject({ passed: false, control: null });
  expect(judged('guard', [arrived], [arrived], denied)).toMatchObject({ passed: false, stoppedBy: 'nobody' });
  expect(judged('guard', [arrived], [], [mark, mark, denial('POST', null)])).toMatchObject({ passed: false });
  expect(judged('seal', [arrived], [], denied)).toMatchObject({ passed: false, stoppedBy: 'guard' });
  expect(judged('seal', [arrived], [], [mark])).toMatchObject({ passed: false });
});

test('listedOperation() knows a listed read, unless it carries an attack', () => {
  expect(listedOperation({ method: 'GET', path: '/', rest: '[]' })).toBe('GET /');
  expect(listedOperation({ method: 'GET', path: '/pages/attack-x', rest: '' })).toBe('GET /pages/{name}');
  expect(listedOperation({ method: 'GET', path: '/', rest: '[["x","attack-x"]]' })).toBeNull();
  expect(listedOperation({ method: 'GET', path: '/?x=1', rest: '' })).toBeNull();
  expect(listedOperation({ method: 'GET', path: '/pages/x%2f..%2fwrite', rest: '' })).toBeNull();
  expect(listedOperation({ method: 'DELETE', path: '/', rest: '' })).toBeNull();
});
