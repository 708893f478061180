import { expect, test } from '@playwright/test';
import { UnsecuredJWT } from 'jose';
import { createMemoryAdapter } from '../provider/memory-adapter.ts';
import { keepPushedRequests } from './pushed-requests.ts';

test('a pushed request lives 120 s, in storage and by its own word; others as long as they say', async () => {
  let now = 1_000_000;
  const seconds = now / 1000;
  const storage = keepPushedRequests(createMemoryAdapter(() => now));
  const pushed = storage('PushedAuthorizationRequest');
  const request = new UnsecuredJWT({ scope: 'openid' }).setExpirationTime(seconds + 60).encode();
  await pushed.upsert('a', { exp: seconds + 60, request }, 60);
  await pushed.upsert('signed', { exp: seconds + 60, request: 'header.payload.signature' }, 60);
  const code = storage('AuthorizationCode');
  await code.upsert('a', {}, 60);
  const kept = await pushed.find('a');
  expect(kept?.exp).toBe(seconds + 120);
  const inside = UnsecuredJWT.decode(String(kept?.['request']), { currentDate: new Date(now) });
  expect(inside.payload).toEqual({ scope: 'openid', exp: seconds + 120 });
  expect(await pushed.find('signed')).toMatchObject({ request: 'header.payload.signature' });
  now += 61_000;
  expect(await code.find('a')).toBeUndefined();
  expect(await pushed.find('a')).toBeDefined();
  now += 60_000;
  expect(await pushed.find('a')).toBeUndefined();
});
