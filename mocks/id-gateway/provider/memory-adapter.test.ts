import { expect, test } from '@playwright/test';
import { createMemoryAdapter, type KeptLogins } from './memory-adapter.ts';

test('what has expired is not found, and is swept away', async () => {
  let now = 0;
  const adapter = createMemoryAdapter(() => now)('Session');
  await adapter.upsert('a', { uid: 'u', jti: 'a' }, 10);
  expect(await adapter.findByUid('u')).toMatchObject({ jti: 'a' });
  now = 10_000;
  expect(await adapter.find('a')).toBeUndefined();
  now = 70_000;
  await adapter.upsert('b', { uid: 'v', jti: 'b' }, 10);
  now = 0;
  expect(await adapter.find('a')).toBeUndefined();
  expect(await adapter.findByUid('u')).toBeUndefined();
});

test('a session is found by uid under its newest id, and not after it was destroyed', async () => {
  const adapter = createMemoryAdapter()('Session');
  await adapter.upsert('old', { uid: 'u', jti: 'old' }, 10);
  await adapter.destroy('old');
  await adapter.upsert('new', { uid: 'u', jti: 'new' }, 10);
  expect(await adapter.findByUid('u')).toMatchObject({ jti: 'new' });
  await adapter.destroy('new');
  expect(await adapter.findByUid('u')).toBeUndefined();
});

test('models are apart; a grant’s tokens go together', async () => {
  const store = createMemoryAdapter();
  const [codes, tokens] = [store('AuthorizationCode'), store('AccessToken')];
  await codes.upsert('x', { grantId: 'g' }, 10);
  await tokens.upsert('y', { grantId: 'g' }, 10);
  await tokens.upsert('z', { grantId: 'h' }, 10);
  expect(await tokens.find('x')).toBeUndefined();
  await codes.consume('x');
  expect((await codes.find('x'))?.consumed).toEqual(expect.any(Number));
  await tokens.revokeByGrantId('g');
  expect([await codes.find('x'), await tokens.find('y')]).toEqual([undefined, undefined]);
  expect(await tokens.find('z')).toBeDefined();
});

test('what it keeps of people can be listed and let go of; tokens of machines stay', async () => {
  let kept: KeptLogins | undefined;
  const store = createMemoryAdapter(Date.now, (made) => (kept = made));
  expect(kept?.list()).toEqual([]);
  await store('Session').upsert('s1', { uid: 'u1', accountId: 'citizen' }, 60);
  await store('Interaction').upsert('i1', { result: { login: { accountId: 'citizen' } } }, 60);
  await store('ClientCredentials').upsert('c1', { clientId: 'verdikjede-portal' }, 60);
  expect(kept?.list()).toEqual(['Session:s1', 'Interaction:i1']);
  kept?.clear();
  expect(kept?.list()).toEqual([]);
  expect(await store('Session').findByUid('u1')).toBeUndefined();
  expect(await store('ClientCredentials').find('c1')).toBeDefined();
});
