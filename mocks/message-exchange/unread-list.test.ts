import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { newReceiver, type Delivery, type Message } from './message.ts';
import { byGenDate, UnreadList } from './unread-list.ts';

const delivery = (second: number, sequence: number): Delivery => ({
  sequence,
  receiver: newReceiver(1),
  message: { localGenDate: `2026-11-22T08:00:${String(second).padStart(2, '0')}` } as Message,
});

test('UnreadList keeps GenDate order, then order of arrival, whatever comes and goes', () => {
  const step = fc.record({ second: fc.integer({ min: 0, max: 9 }), leaves: fc.option(fc.nat()) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (steps, count) => {
      const list = new UnreadList();
      let there: Delivery[] = [];
      steps.forEach(({ second, leaves }, sequence) => {
        const next = delivery(second, sequence);
        list.add(next);
        there.push(next);
        const gone = leaves === null ? undefined : there[leaves % there.length];
        if (gone === undefined) return;
        list.remove(gone);
        list.remove(gone);
        there = there.filter((other) => other !== gone);
      });
      there.sort(byGenDate);
      expect(list.first(100, 'Ascending', () => true)).toEqual(there);
      expect(list.first(count, 'Descending', () => true)).toEqual(there.toReversed().slice(0, count));
      const even = ({ sequence }: Delivery) => sequence % 2 === 0;
      expect(list.first(count, 'Ascending', even)).toEqual(there.filter(even).slice(0, count));
    }),
  );
});
