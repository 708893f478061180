import { expect, test } from '@playwright/test';
import { systemClock } from '#harness/common/clock.ts';
import { newReceiver } from '../message.ts';
import { openExchange } from '../open-exchange.ts';
import { settingsSchema } from '../settings.ts';
import { configWith, her, letterXml, postBody, testConfig } from '../test-exchange.ts';
import { v3Message, type Seen } from '../v3/testing.ts';
import { openRun, type ExchangeRun } from './testing/exchange-run.ts';

const ask = (run: ExchangeRun, method: string, path: string, body?: object, client = 'unit test, v1') =>
  run.call(method, path, body, { 'api-version': '3', 'nhn-source-system': client });
const configure = (run: ExchangeRun, herId: number, rest: object = {}) =>
  ask(run, 'PUT', '/mshconfigurations', {
    configurations: [{ herId, receiveNotificationChannel: 'Api', ...rest }],
  });
const send = (run: ExchangeRun, copies: number[] = [], client?: string) =>
  ask(run, 'POST', '/messages', v3Message({ copies }), client) as Promise<{ id: string; status: number }>;

/** All notifications of these HER-ids after an offset. */
async function seenBy(run: ExchangeRun, herIds: readonly number[], offset = 0): Promise<Seen[]> {
  const query = herIds.map((herId) => `HerIds=${herId}`).join('&');
  const path = `/notifications?${query}&Offset=${offset}&NotificationsToFetch=1000`;
  return ((await ask(run, 'GET', path)) as { notifications: Seen[] }).notifications;
}
const all = [her.sender, her.receiver, her.other];
const offsetsOf = (seen: readonly Seen[]): number[] => seen.map(({ offset }) => offset);

test('after a kill configurations hold, and notifications go on where they were, gaps included', async () => {
  await using run = await openRun({ store: { sqlite: 'exchange.sqlite' } });
  await run.start();
  const filter = { MessageFunction: ['DIALOG_INNBYGGER_MELDINGSFORMIDLING'] };
  await configure(run, her.sender, { clientLocked: true });
  await configure(run, her.receiver);
  await configure(run, her.other, { rejectMessageFilters: filter });
  for (let i = 0; i < 3; i += 1) await send(run, [her.other]);
  const before = await seenBy(run, all);
  expect(offsetsOf(before)).toEqual(Array.from({ length: 18 }, (_, i) => i + 1));

  await run.kill();
  await run.start();
  expect(await seenBy(run, all)).toEqual(before);
  expect(offsetsOf(await seenBy(run, [her.receiver], 5))).toEqual([8, 14]);
  expect(await send(run, [], 'another client')).toMatchObject({ status: 423 });
  const { id } = await send(run, [her.other]);
  expect(await seenBy(run, all, 18)).toMatchObject([
    { offset: 19, type: 'MessageSentStateUpdated', relatedMessageId: id },
    { offset: 20, type: 'NewMessage', notificationReceiverHerId: her.receiver },
    { offset: 21, type: 'MessageDeliveryStateUpdated' },
    { offset: 22, type: 'MessageSentStateUpdated' },
    { offset: 23, type: 'RefusedMessage', notificationReceiverHerId: her.other },
    { offset: 24, type: 'MessageDeliveryStateUpdated' },
  ]);
});

test('a number that nobody was told of is not given again after a kill', async () => {
  await using run = await openRun({ store: { sqlite: 'exchange.sqlite' } });
  await run.start();
  await configure(run, her.sender);
  await send(run);
  await ask(run, 'DELETE', `/mshconfigurations?HerIds=${her.sender}`);
  await run.call('POST', '/Messages', postBody(letterXml()));
  await run.kill();
  await run.start();
  await configure(run, her.sender);
  await send(run);
  expect(offsetsOf(await seenBy(run, [her.sender]))).toEqual([1, 3, 7, 9]);
});

test('without a store, a restart forgets configurations and begins to count anew: the control', async () => {
  await using run = await openRun({});
  await run.start();
  await configure(run, her.sender);
  await send(run);
  await run.kill();
  await run.start();
  expect(await send(run)).toMatchObject({ status: 400 });
  await configure(run, her.sender);
  await send(run);
  expect(offsetsOf(await seenBy(run, [her.sender]))).toEqual([1, 3]);
});

test('a stream is told of nothing that a kill could take back', async () => {
  await using config = configWith('sqlite');
  const settings = settingsSchema.parse(config.fresh().settings);
  const { exchange, configurations, notifications, store } = openExchange(
    testConfig,
    settings,
    systemClock,
    '.',
  );
  configurations.set({ herId: her.receiver, lockedTo: undefined, rejectedTypes: new Set() });
  let told = 0;
  notifications.follow(() => (told += 1));
  exchange.accept({
    ...{ id: crypto.randomUUID(), businessDocumentId: 'one', senderHerId: her.sender, isAppRec: false },
    receivers: [newReceiver(her.receiver)],
    ...{ type: 'EPIKRISE', genDate: '2026-11-22T08:00:00', localGenDate: '2026-11-22T08:00:00' },
    document: () => 'PHhtbC8+',
  });
  expect(told).toBe(0);
  store?.commit();
  expect(told).toBe(1);
  store?.close();
});
