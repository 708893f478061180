import { expect, test } from '@playwright/test';
import { createApp } from './create-app.ts';
import {
  caller,
  configWith,
  headers,
  her,
  manualClock,
  send,
  stores,
  testConfig,
  unread,
} from './test-exchange.ts';
import { configure, v3Caller } from './v3/testing.ts';

const standing = testConfig.standing.letters[0]?.exchangeId ?? '';

for (const store of stores) {
  test(`at its door the exchange lists what it keeps of tests and lets go of it, and of nothing else (${store})`, async () => {
    await using configs = configWith(store, {
      farSides: { [her.other]: { appRec: { says: 'Ok', afterMs: 1_000 } } },
    });
    const config = configs.fresh();
    const clock = manualClock();
    const app = createApp(config, clock);
    const call = caller(app);
    const kept = async () =>
      (await app.inject({ method: 'GET', url: '/test-data' })).json<{
        kept: { kind: string; id: string }[];
      }>().kept;
    expect(await kept()).toEqual([]);
    await configure(v3Caller(app, 'a test'), [her.receiver]);
    const id = await send(app, { copies: [her.other] });
    const kinds = (await kept()).map(({ kind }) => kind);
    expect([...new Set(kinds)]).toEqual(['message', 'notification', 'planned answer']);
    expect(await unread(app, her.receiver)).toEqual([id]);

    expect(await app.inject({ method: 'DELETE', url: '/test-data' })).toMatchObject({ statusCode: 204 });
    expect(await kept()).toEqual([]);
    expect(await unread(app, her.receiver)).toEqual([]);
    expect(await call('GET', `/Messages/${id}`)).toMatchObject({ statusCode: 404 });
    // What the far side had planned does not come any more.
    await clock.pass(5_000);
    expect(await unread(app, her.sender)).toEqual([]);
    expect(await kept()).toEqual([]);
    expect(await call('GET', `/Messages/${standing}`)).toMatchObject({ statusCode: 200 });
    const next = await send(app);
    expect(await unread(app, her.receiver)).toEqual([next]);
    await app.inject({ method: 'DELETE', url: '/test-data' });
    await app.close();

    const again = createApp(config, clock);
    expect((await again.inject({ method: 'GET', url: '/test-data' })).json()).toEqual({ kept: [] });
    await again.close();
  });
}

test('under the exchange’s own name, as requests come through the front, there is no such door', async () => {
  const app = createApp(testConfig);
  for (const host of ['message-exchange.unit.test:8443', 'Message-Exchange.unit.test'])
    for (const method of ['GET', 'DELETE'] as const) {
      const bodyless = { ...headers, host, 'content-type': 'application/json' };
      const answer = await app.inject({ method, url: '/test-data', headers: bodyless });
      expect([answer.statusCode, answer.headers['x-verdikjede-unexpected']]).toEqual([
        404,
        'message-exchange',
      ]);
    }
  const other = await app.inject({ method: 'POST', url: '/test-data', headers });
  expect(other.statusCode).toBe(404);
  await app.close();
});
