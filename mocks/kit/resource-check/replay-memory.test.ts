import { expect, test } from '@playwright/test';
import type { Clock } from '#harness/common/clock.ts';
import { BoundedCache } from './bounded-cache.ts';
import { createReplayMemory } from './replay-memory.ts';

function clockInTest() {
  let now = 0;
  const clock: Clock = { now: () => new Date(now), after: () => Promise.resolve() };
  return { clock, pass: (ms: number) => (now += ms) };
}

test('a value is new once within the window, and forgotten after two', () => {
  const { clock, pass } = clockInTest();
  const memory = createReplayMemory(clock, 1000);
  expect(memory.isNew('a')).toBe(true);
  for (let i = 0; i < 9; i += 1) {
    pass(111);
    expect(memory.isNew('a')).toBe(false);
  }
  pass(2000);
  expect(memory.isNew('b')).toBe(true);
  expect(memory.size()).toBe(1);
  expect(memory.isNew('a')).toBe(true);
});

test('a value that came late in a window is still known in the next', () => {
  const { clock, pass } = clockInTest();
  const memory = createReplayMemory(clock, 1000);
  memory.isNew('first');
  pass(999);
  memory.isNew('late');
  pass(900);
  expect(memory.isNew('late')).toBe(false);
});

test('memory stays flat however many values come', () => {
  const { clock } = clockInTest();
  const memory = createReplayMemory(clock, 1000, 100);
  for (let i = 0; i < 10_000; i += 1) expect(memory.isNew(`${i}`)).toBe(true);
  expect(memory.size()).toBeLessThanOrEqual(200);
  expect(memory.isNew('9999')).toBe(false);
});

test('BoundedCache forgets the oldest', () => {
  const cache = new BoundedCache<number>(2);
  for (const [i, key] of ['a', 'b', 'b', 'c'].entries()) cache.set(key, i);
  expect(['a', 'b', 'c'].map((key) => cache.get(key))).toEqual([undefined, 2, 3]);
  cache.delete('b');
  expect(cache.get('b')).toBeUndefined();
});
