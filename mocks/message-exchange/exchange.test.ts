import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { createApp } from './create-app.ts';
import { caller, configWith, her, send, stores } from './test-exchange.ts';

const parties = [her.sender, her.receiver, her.other, her.inactive];
const step = fc.oneof(
  fc.record({
    act: fc.constant('send' as const),
    sender: fc.constantFrom(her.sender, her.other),
    receivers: fc.uniqueArray(fc.constantFrom(her.receiver, her.other, her.inactive, 8999999), {
      minLength: 1,
      maxLength: 3,
    }),
    second: fc.integer({ min: 10, max: 59 }),
  }),
  fc.record({ act: fc.constant('read' as const), message: fc.nat(), party: fc.constantFrom(...parties) }),
  fc.record({
    act: fc.constant('answer' as const),
    message: fc.nat(),
    party: fc.constantFrom(...parties),
    status: fc.constantFrom('Ok', 'Rejected', 'OkErrorInMessagePart'),
  }),
);

interface Status {
  readonly receiverHerId: number;
  readonly transportDeliveryState: string;
  readonly appRecStatus: string | null;
}

for (const store of stores) {
  test(`whatever is sent, read and answered: listed is what is unread, and states move lawfully (${store})`, async () => {
    await using config = configWith(store);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const app = createApp(config.fresh());
        const call = caller(app);
        const ids: string[] = [];
        const unread = new Set<string>();
        const seen = new Map<string, Status>();

        const arrive = async (id: string) => {
          ids.push(id);
          for (const status of (await call('GET', `/Messages/${id}/status`)).json<Status[]>()) {
            if (status.transportDeliveryState === 'Acknowledged') unread.add(`${id} ${status.receiverHerId}`);
          }
        };
        for (const next of steps) {
          const id = next.act === 'send' ? '' : (ids[next.message % ids.length] ?? '');
          if (next.act === 'send') {
            const [receiver, ...copies] = next.receivers;
            const genDate = `2026-11-22T08:00:${next.second}`;
            if (receiver === undefined) continue;
            await arrive(await send(app, { sender: next.sender, receiver, copies, genDate }));
          } else if (id !== '' && next.act === 'read') {
            const { statusCode } = await call('PUT', `/Messages/${id}/read/${next.party}`);
            const wasDelivered = seen.get(`${id} ${next.party}`)?.transportDeliveryState === 'Acknowledged';
            expect(statusCode === 204).toBe(wasDelivered);
            unread.delete(`${id} ${next.party}`);
          } else if (id !== '' && next.act === 'answer') {
            const path = `/Messages/${id}/apprec/${next.party}`;
            const answered = await call('POST', path, { appRecStatus: next.status });
            if (answered.statusCode === 201) await arrive(answered.json<string>());
          }
          await checkStates(ids, seen, async (one) => (await call('GET', `/Messages/${one}/status`)).json());
        }
        for (const party of parties) {
          const list = await call(
            'GET',
            `/Messages?ReceiverHerIds=${party}&MessagesToFetch=100&IncludeMetadata=true`,
          );
          const listed = list.json<{ id: string; businessDocumentGenDate: string }[]>();
          expect(new Set(listed.map(({ id }) => `${id} ${party}`))).toEqual(
            new Set([...unread].filter((entry) => entry.endsWith(` ${party}`))),
          );
          const dates = listed.map(({ businessDocumentGenDate }) => businessDocumentGenDate);
          expect(dates).toEqual(dates.toSorted());
        }
        await app.close();
      }),
      { numRuns: 40 },
    );
  });
}

/** Transport is decided once; an AppRec comes once, only where the message came, and stays. */
async function checkStates(
  ids: readonly string[],
  seen: Map<string, Status>,
  read: (id: string) => Promise<Status[]>,
): Promise<void> {
  for (const id of ids) {
    for (const status of await read(id)) {
      const key = `${id} ${status.receiverHerId}`;
      const before = seen.get(key);
      expect(['Acknowledged', 'Rejected']).toContain(status.transportDeliveryState);
      if (status.transportDeliveryState === 'Rejected') expect(status.appRecStatus).toBeNull();
      if (before !== undefined) expect(status.transportDeliveryState).toBe(before.transportDeliveryState);
      if (typeof before?.appRecStatus === 'string') expect(status.appRecStatus).toBe(before.appRecStatus);
      seen.set(key, status);
    }
  }
}
