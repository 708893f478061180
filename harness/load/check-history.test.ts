import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { LoadEvidence } from '#harness/common/load-evidence.ts';
import { checkHistory, isCleanHistory } from './check-history.ts';

/** Evidence of one message that arrived `arrivals` times and whose sender saw `receipts` receipts. */
function evidenceOf(msgId: string, arrivals: number, receipts: number): LoadEvidence[] {
  const id = `exchange-${msgId}`;
  return [
    { event: 'accepted', id, msgId },
    ...Array.from({ length: arrivals }, (): LoadEvidence => ({ event: 'fetched', id, msgId })),
    ...Array.from({ length: receipts }, (_, i): LoadEvidence => ({
      event: 'receipt',
      receiptId: `r${i}`,
      msgId,
    })),
  ];
}

const fates = fc.uniqueArray(
  fc.record({ msgId: fc.uuid(), arrivals: fc.nat({ max: 3 }), receipts: fc.nat({ max: 3 }) }),
  { selector: ({ msgId }) => msgId, maxLength: 30 },
);
const shuffled = fates.chain((messages) => {
  const evidence = messages.flatMap((m) => evidenceOf(m.msgId, m.arrivals, m.receipts));
  return fc
    .shuffledSubarray(evidence, { minLength: evidence.length, maxLength: evidence.length })
    .map((order) => ({ messages, order }));
});

test('checkHistory() finds every message by its fate, in whatever order it was seen', () => {
  fc.assert(
    fc.property(shuffled, ({ messages, order }) => {
      const history = checkHistory(order);
      const ids = (holds: (m: (typeof messages)[number]) => boolean): string[] =>
        messages
          .filter(holds)
          .map(({ msgId }) => `exchange-${msgId}`)
          .sort();
      expect(history.accepted).toBe(messages.length);
      expect(history.receipted).toBe(ids((m) => m.receipts > 0).length);
      expect([...history.lost].sort()).toEqual(ids((m) => m.arrivals === 0));
      expect([...history.doubled].sort()).toEqual(ids((m) => m.arrivals > 1));
      expect([...history.withoutReceipt].sort()).toEqual(ids((m) => m.arrivals > 0 && m.receipts === 0));
      expect([...history.receiptDoubled].sort()).toEqual(ids((m) => m.receipts > 1));
    }),
  );
});

test('checkHistory() is clean exactly when every message arrived once and got one receipt', () => {
  fc.assert(
    fc.property(shuffled, ({ messages, order }) => {
      const whole = messages.every((m) => m.arrivals === 1 && m.receipts === 1);
      expect(isCleanHistory(checkHistory(order))).toBe(whole);
    }),
  );
});

test('checkHistory() does not believe the exchange: an AppRec sent but never seen by the sender is no receipt', () => {
  const history = checkHistory([
    ...evidenceOf('a', 1, 0),
    { event: 'receipted', id: 'exchange-a', receiptId: 'r0' },
  ]);
  expect(history.withoutReceipt).toEqual(['exchange-a']);
});

test('checkHistory() counts nothing of messages that this run did not send', () => {
  const foreign: LoadEvidence[] = [
    { event: 'fetched', id: 'x', msgId: 'old' },
    { event: 'receipt', receiptId: 'r', msgId: 'old' },
  ];
  expect(checkHistory([...foreign, ...evidenceOf('a', 1, 1)])).toEqual(checkHistory(evidenceOf('a', 1, 1)));
});

test('checkHistory() sees a message that came again under another exchange id', () => {
  const history = checkHistory([
    ...evidenceOf('a', 1, 1),
    { event: 'fetched', id: 'exchange-copy', msgId: 'a' },
  ]);
  expect(history.doubled).toEqual(['exchange-a']);
});
