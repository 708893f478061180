import { expect, test } from '@playwright/test';
import { startPolling } from './poll.ts';

test('startPolling() lets the others start, goes on after failures, backs off to two seconds, and comes back to its interval', async () => {
  const waits: number[] = [];
  let looks = 0;
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const stop = startPolling({
    everyMs: 250,
    look: () => {
      looks += 1;
      return looks >= 2 && looks <= 6 ? Promise.reject(new Error('503')) : Promise.resolve();
    },
    clock: {
      now: () => new Date(0),
      after: (ms) => {
        waits.push(ms);
        if (looks < 8) return Promise.resolve();
        resolve();
        return new Promise(() => undefined);
      },
    },
  });
  await done;
  stop();
  expect(waits).toEqual([1000, 250, 500, 1000, 2000, 2000, 2000, 250, 250]);
});

test('startPolling() looks no more once it is stopped', async () => {
  let looks = 0;
  const { promise: wait, resolve: next } = Promise.withResolvers<void>();
  const { promise: looked, resolve: tellLook } = Promise.withResolvers<void>();
  const stop = startPolling({
    everyMs: 10,
    look: () => {
      looks += 1;
      tellLook();
      return Promise.resolve();
    },
    clock: { now: () => new Date(0), after: (ms) => (ms === 10 ? wait : Promise.resolve()) },
  });
  await looked;
  stop();
  next();
  await wait;
  expect(looks).toBe(1);
});
