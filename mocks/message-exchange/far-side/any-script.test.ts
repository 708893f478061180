import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { createApp } from '../create-app.ts';
import { caller, configWith, her, manualClock, send, stores } from '../test-exchange.ts';

const delivery = {
  afterMs: fc.nat({ max: 300 }),
  times: fc.integer({ min: 1, max: 3 }),
  about: fc.constantFrom('this', 'previous'),
};
const script = fc.record(
  {
    transport: fc.record({ says: fc.constantFrom('acknowledge', 'reject', 'nothing'), ...delivery }),
    appRec: fc.record({
      says: fc.constantFrom('Ok', 'Rejected', 'OkErrorInMessagePart', 'nothing'),
      errors: fc.constant([{ code: 'E10' }]),
      ...delivery,
    }),
    newestFirstOf: fc.integer({ min: 2, max: 3 }),
  },
  { requiredKeys: ['transport', 'appRec'] },
);
const step = fc.oneof(
  fc.constant('send' as const),
  fc.nat({ max: 400 }),
  fc.record({ answers: fc.nat(), status: fc.constantFrom('Ok', 'OkErrorInMessagePart') }),
);

interface Status {
  readonly transportDeliveryState: string;
  readonly appRecStatus: string | null;
}

for (const store of stores) {
  test(`whatever a far side does, by API or EDI, each state moves once and lawfully (${store})`, async () => {
    await using config = configWith(store);
    await fc.assert(
      fc.asyncProperty(
        script,
        fc.boolean(),
        fc.array(step, { maxLength: 12 }),
        async (played, byEdi, steps) => {
          const { roster, ...rest } = config.fresh();
          const parties = roster.parties.map((party) =>
            byEdi && Number(party.herId) === her.receiver ? { ...party, ediAddress: 'edi@unit.test' } : party,
          );
          const settings = { ...rest.settings, abandonAfterMs: 350, farSides: { [her.receiver]: played } };
          const clock = manualClock();
          const app = createApp({ ...rest, roster: { ...roster, parties }, settings }, clock);
          const call = caller(app);
          const seen = new Map<string, Status>();
          for (const next of steps) {
            const ids = [...seen.keys()];
            if (next === 'send')
              seen.set(await send(app), { transportDeliveryState: 'Unconfirmed', appRecStatus: null });
            else if (typeof next === 'number') await clock.pass(next);
            else if (ids.length > 0) {
              const path = `/Messages/${ids[next.answers % ids.length]}/apprec/${her.receiver}`;
              const { statusCode } = await call('POST', path, { appRecStatus: next.status });
              expect([201, 400, 404]).toContain(statusCode);
            }
            for (const [id, before] of seen) {
              const [now] = (await call('GET', `/Messages/${id}/status`)).json<Status[]>();
              if (now === undefined) throw new Error('a message has no status any more');
              // v2 shows what was given up as Unconfirmed, for ever.
              if (before.transportDeliveryState !== 'Unconfirmed')
                expect(now.transportDeliveryState).toBe(before.transportDeliveryState);
              if (before.appRecStatus !== null) expect(now.appRecStatus).toBe(before.appRecStatus);
              if (before.transportDeliveryState === 'Rejected')
                expect(now.appRecStatus).toBe(before.appRecStatus);
              seen.set(id, now);
            }
          }
          await app.close();
        },
      ),
      { numRuns: 40 },
    );
  });
}
