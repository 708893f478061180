import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { newReceiver, type Message } from '../message.ts';
import { openExchange } from '../open-exchange.ts';
import { settingsSchema } from '../settings.ts';
import { configWith, her, manualClock, stores, testConfig } from '../test-exchange.ts';

let made = 0;
const message = (isAppRec = false): Message => {
  const id = `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`;
  return {
    ...{ id, businessDocumentId: `document ${id}`, senderHerId: her.sender, isAppRec },
    receivers: [newReceiver(her.receiver), newReceiver(her.inactive)],
    ...{ type: 'EPIKRISE', genDate: '2026-11-22T08:00:00', localGenDate: '2026-11-22T08:00:00' },
    document: () => 'PHhtbC8+',
  };
};
const outcome = { status: 'Ok', errors: [] } as const;
const standing = 2;

for (const store of stores) {
  const open = (retention: object) => {
    const config = configWith(store, { retention });
    const settings = settingsSchema.parse(config.fresh().settings);
    const clock = manualClock();
    const opened = openExchange(testConfig, settings, clock, '.');
    let isOpen = true;
    const close = (): void => {
      if (isOpen) opened.store?.close();
      isOpen = false;
    };
    return {
      ...opened,
      ...{ clock, close },
      again: () => openExchange(testConfig, settings, clock, '.'),
      [Symbol.asyncDispose]: async () => {
        close();
        await config[Symbol.asyncDispose]();
      },
    };
  };

  test(`over many messages it keeps no more finished ones than it is told, and all standing ones (${store})`, async () => {
    await using chain = open({ atMost: 25 });
    const { exchange } = chain;
    const unfinished: Message[] = [];
    for (let i = 0; i < 2_000; i += 1) {
      const sent = message(i % 2 === 0);
      exchange.accept(sent);
      if (i % 100 === 0) {
        unfinished.push(sent);
        continue;
      }
      exchange.markRead(sent, her.receiver);
      if (!sent.isAppRec) exchange.answer(sent, her.receiver, outcome);
      chain.store?.commit();
      expect(exchange.size).toBeLessThanOrEqual(25 + unfinished.length + standing);
    }
    expect(exchange.size).toBe(25 + unfinished.length + standing);
    for (const { id, businessDocumentId } of unfinished) {
      expect(exchange.find(id)).toBeDefined();
      expect(exchange.withDocumentId(businessDocumentId)).toHaveLength(1);
    }
    for (const { exchangeId, appRecId } of testConfig.standing.letters) {
      expect([exchange.find(exchangeId), exchange.find(appRecId)]).not.toContain(undefined);
    }
    chain.close();
    if (store === 'memory') return;
    const again = chain.again();
    expect(again.exchange.size).toBe(exchange.size);
    again.store?.close();
  });

  test(`notifications go with their message; offsets go on, and readers of old ones get what is left (${store})`, async () => {
    await using chain = open({ atMost: 3 });
    const { exchange, configurations, notifications } = chain;
    const readers = new Set([her.sender, her.receiver]);
    for (const herId of readers) configurations.set({ herId, lockedTo: undefined, rejectedTypes: new Set() });
    const kept = message();
    exchange.accept(kept);
    for (let i = 0; i < 500; i += 1) {
      const sent = message();
      exchange.accept(sent);
      exchange.markRead(sent, her.receiver);
      exchange.answer(sent, her.receiver, outcome);
      chain.store?.commit();
      expect(notifications.size).toBeLessThanOrEqual(4 * 6);
    }
    const left = notifications.after(0, readers, 10_000);
    expect(new Set(left.map(({ relatedMessageId }) => relatedMessageId)).size).toBe(4);
    expect(left.filter(({ relatedMessageId }) => relatedMessageId === kept.id)).toHaveLength(5);
    expect(left.at(-1)?.offset).toBe(notifications.end);
    expect(notifications.end).toBeGreaterThan(500 * 5);
    expect(notifications.after(100, readers, 10_000)).toEqual(left.slice(5));
    chain.close();
    if (store === 'memory') return;
    const again = chain.again();
    expect(again.notifications.after(0, readers, 10_000)).toEqual(left);
    expect(again.notifications.end).toBe(notifications.end);
    again.store?.close();
  });

  test(`finished messages go when their time is over, the others stay (${store})`, async () => {
    await using chain = open({ olderThanMs: 1000 });
    const { exchange, clock } = chain;
    const [first, second, unread, unanswered] = [message(), message(true), message(), message()];
    for (const one of [first, second, unread, unanswered]) exchange.accept(one);
    exchange.answer(unread, her.receiver, outcome);
    exchange.markRead(unanswered, her.receiver);
    exchange.answer(first, her.receiver, outcome);
    exchange.markRead(first, her.receiver);
    await clock.pass(600);
    exchange.markRead(second, her.receiver);
    await clock.pass(399);
    expect(exchange.find(first.id)).toBe(first);
    await clock.pass(1);
    expect(exchange.find(first.id)).toBeUndefined();
    expect(exchange.withDocumentId(first.businessDocumentId)).toEqual([]);
    expect(exchange.find(second.id)).toBe(second);
    await clock.pass(600);
    expect(exchange.find(second.id)).toBeUndefined();
    await clock.pass(1_000_000);
    expect(exchange.size).toBe(2 + standing);
  });
}

test('whatever order they finish in, the oldest finished go first and every other stays', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 9 }), { maxLength: 40 }), fc.nat({ max: 4 }), (finishes, atMost) => {
      const settings = settingsSchema.parse({ retention: { atMost } });
      const { exchange } = openExchange(testConfig, settings, manualClock(), '.');
      const sent = Array.from({ length: 10 }, () => message(true));
      for (const one of sent) exchange.accept(one);
      const inOrder = [...new Set(finishes)].map((i) => sent[i]).filter((one) => one !== undefined);
      for (const one of inOrder) exchange.markRead(one, her.receiver);
      const gone = inOrder.slice(0, Math.max(0, inOrder.length - atMost));
      expect(sent.filter(({ id }) => exchange.find(id) === undefined)).toEqual(
        sent.filter((one) => gone.includes(one)),
      );
    }),
  );
});

test('without the setting everything stays: the control', () => {
  const { exchange } = openExchange(testConfig, settingsSchema.parse({}), manualClock(), '.');
  for (let i = 0; i < 200; i += 1) {
    const sent = message(true);
    exchange.accept(sent);
    exchange.markRead(sent, her.receiver);
  }
  expect(exchange.size).toBe(200 + standing);
});
