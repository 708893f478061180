import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { Clock } from '#harness/common/clock.ts';
import type { Stop } from '#harness/observation/ledger.schema.ts';
import { createAllowance, type AllowanceLimits } from './allowance.ts';
import { createStopSwitch } from './stop-switch.ts';

const start = Date.parse('2026-11-22T12:00:00.000Z');

/** An allowance with a clock that moves only when it is waited for, or told to. */
function at(limits: Partial<AllowanceLimits>) {
  let now = start;
  const clock: Clock = {
    now: () => new Date(now),
    after: (ms) => {
      now += ms;
      return Promise.resolve();
    },
  };
  const stopped: Omit<Stop, 'at'>[] = [];
  const ledger = { append: (entry: object) => void stopped.push(entry as Stop), sync: () => undefined };
  const stops = createStopSwitch(ledger, () => undefined);
  const whole = { requests: 1_000, requestsPerSecond: 10, window: null, ...limits };
  const allowance = createAllowance(whole, stops, clock);
  return { allowance, stops, stopped, pass: (ms: number) => (now += ms), now: () => now };
}

test('up to the budget all may leave; the next one stops the run, once', () => {
  const { allowance, stops, stopped } = at({ requests: 3 });
  for (let i = 0; i < 3; i += 1) allowance.take();
  expect(stops.reason).toBeUndefined();
  allowance.take();
  allowance.take();
  expect(stopped).toEqual([
    { entry: 'stopped', cause: 'budget', reason: 'The budget of this run, 3 requests, is used up.' },
  ]);
});

test('a second’s worth leaves at once; then each waits its turn, and an idle second gives no more than that', () => {
  const { allowance, pass } = at({ requestsPerSecond: 4 });
  const take = (count: number): number[] => Array.from({ length: count }, () => allowance.take());
  expect(take(7)).toEqual([0, 0, 0, 0, 250, 500, 750]);
  pass(60_000);
  expect(take(6)).toEqual([0, 0, 0, 0, 250, 500]);
});

test('however they come, no second sees more than twice the pace, none is dropped, and their order stays', () => {
  const gaps = fc.array(fc.nat({ max: 400 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 50 }), (waits, requestsPerSecond) => {
      const { allowance, stops, pass, now } = at({ requestsPerSecond });
      const left = waits.map((gap) => {
        pass(gap);
        return now() + allowance.take();
      });
      const inSecond = (from: number) => left.filter((when) => when >= from && when < from + 1_000).length;
      return (
        stops.reason === undefined &&
        left.every((when, i) => when >= (left[i - 1] ?? 0)) &&
        left.every((from) => inSecond(from) <= 2 * requestsPerSecond)
      );
    }),
  );
});

const window = { notBefore: '2026-11-22T12:00:00Z', notAfter: '2026-11-22T13:00:00+01:00' };

test('the window is looked at with each request, and its end is waited for', async () => {
  const later = { ...window, notAfter: '2026-11-22T15:00:00+01:00' };
  const { allowance, stops, stopped, pass, now } = at({ window: later });
  expect(allowance.isOpen()).toBe(true);
  await allowance.watchWindow();
  expect(now() - start).toBe(2 * 3_600_000 + 1);
  expect(allowance.isOpen()).toBe(false);
  expect(stops.reason).toBe('The time window of the change record ended 2026-11-22T15:00:00+01:00.');
  pass(-3_600_000);
  // A stop is for good; the first one is told.
  expect(stopped).toHaveLength(1);
});

test('a clock that is set back before the window stops the run as well', () => {
  const { allowance, stops, pass } = at({ window });
  expect(allowance.isOpen()).toBe(true);
  pass(-1_000);
  expect(allowance.isOpen()).toBe(false);
  expect(stops.reason).toContain('stands before the time window');
});
