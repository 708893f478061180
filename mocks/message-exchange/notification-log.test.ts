import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { NotificationLog } from './notification-log.ts';
import type { Notification } from './notification.ts';

const notification = (offset: number, message: number, receiver: number): Notification => ({
  notificationId: `${offset}`,
  relatedMessageId: `message ${message}`,
  type: 'NewMessage',
  notificationReceiverHerId: receiver,
  notificationTriggeredByHerId: 9,
  description: '',
  createdAt: '2026-11-22T08:00:00Z',
  offset,
});
const small = fc.nat({ max: 4 });
const told = fc.record({ message: fc.nat({ max: 6 }), receiver: small, gap: small });

test('NotificationLog gives each reader the newer ones of the messages that are kept, in order, in pages of any size', () => {
  fc.assert(
    fc.property(
      fc.array(told, { maxLength: 60 }),
      fc.array(fc.nat({ max: 6 }), { maxLength: 10 }),
      fc.record({ from: fc.nat({ max: 120 }), count: fc.integer({ min: 1, max: 70 }) }),
      fc.uniqueArray(small),
      (all, forgotten, { from, count }, receivers) => {
        const log = new NotificationLog();
        let offset = 0;
        const added = all.map(({ message, receiver, gap }) =>
          notification((offset += 1 + gap), message, receiver),
        );
        for (const one of added) log.add(one);
        for (const message of forgotten) log.forget(`message ${message}`);
        const kept = added.filter(
          (one) => !forgotten.some((gone) => one.relatedMessageId === `message ${gone}`),
        );
        expect(log.size).toBe(kept.length);
        expect(log.after(from, new Set(receivers), count)).toEqual(
          kept
            .filter((one) => one.offset > from && receivers.includes(one.notificationReceiverHerId))
            .slice(0, count),
        );
      },
    ),
  );
});
