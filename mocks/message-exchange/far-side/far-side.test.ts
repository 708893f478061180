import { expect, test } from '@playwright/test';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { parseMessage } from '#harness/messages/parse-message.ts';
import { createApp } from '../create-app.ts';
import {
  caller,
  configWith,
  her,
  letterXml,
  manualClock,
  postBody,
  send,
  stores,
  unread,
} from '../test-exchange.ts';

type Script = Record<string, unknown>;

/** The party has an EDI address: the exchange sends it ebXML. */
const byEdi = (config: ServiceConfig, ...herIds: readonly number[]): ServiceConfig => ({
  ...config,
  roster: {
    ...config.roster,
    parties: config.roster.parties.map((party) =>
      herIds.includes(Number(party.herId)) ? { ...party, ediAddress: 'edi@unit.test' } : party,
    ),
  },
});

for (const store of stores) {
  /** An exchange whose receiver is at the far side, by EDI unless told, and a clock to move on. */
  const open = (script: Script, reach: 'Api' | 'Edi' = 'Edi', settings: Script = {}) => {
    const config = configWith(store, { farSides: { [her.receiver]: script }, ...settings });
    const clock = manualClock();
    const app = createApp(reach === 'Edi' ? byEdi(config.fresh(), her.receiver) : config.fresh(), clock);
    const call = caller(app);
    const statusOf = async (id: string): Promise<readonly unknown[]> => {
      const [status] = (await call('GET', `/Messages/${id}/status`)).json<Record<string, unknown>[]>();
      return [status?.['transportDeliveryState'], status?.['appRecStatus']];
    };
    return {
      ...{ app, call, clock, statusOf },
      [Symbol.asyncDispose]: async () => {
        await app.close();
        await config[Symbol.asyncDispose]();
      },
    };
  };

  test(`API to EDI: it waits for its receipt, then for its AppRec, and is in nobody's list (${store})`, async () => {
    await using chain = open({ transport: { afterMs: 200 }, appRec: { says: 'Ok', afterMs: 900 } });
    const { app, call, clock, statusOf } = chain;
    const id = await send(app);
    expect(await statusOf(id)).toEqual(['Unconfirmed', null]);
    await clock.pass(199);
    expect(await statusOf(id)).toEqual(['Unconfirmed', null]);
    await clock.pass(1);
    expect(await statusOf(id)).toEqual(['Acknowledged', null]);
    expect(await unread(app, her.receiver)).toEqual([]);
    expect((await call('PUT', `/Messages/${id}/read/${her.receiver}`)).statusCode).toBe(404);
    await clock.pass(700);
    expect(await statusOf(id)).toEqual(['Acknowledged', 'Ok']);
    expect(await unread(app, her.sender)).toHaveLength(1);
  });

  test(`EDI to API: the letter is listed, and its AppRec goes out by EDI (${store})`, async () => {
    await using config = configWith(store);
    const clock = manualClock();
    const app = createApp(byEdi(config.fresh(), her.sender), clock);
    const call = caller(app);
    const id = await send(app);
    expect(await unread(app, her.receiver)).toEqual([id]);
    const answer = await call('POST', `/Messages/${id}/apprec/${her.receiver}`, { appRecStatus: 'Ok' });
    const path = `/Messages/${answer.json<string>()}/status`;
    expect((await call('GET', path)).json()).toMatchObject([{ transportDeliveryState: 'Unconfirmed' }]);
    await clock.pass(0);
    expect((await call('GET', path)).json()).toMatchObject([
      { receiverHerId: her.sender, transportDeliveryState: 'Acknowledged' },
    ]);
    expect(await unread(app, her.sender)).toEqual([]);
    await app.close();
  });

  test(`the EDI party's AppRec may be sent as a document, before the transport's receipt (${store})`, async () => {
    await using chain = open({ transport: { says: 'nothing' } });
    const { app, call, statusOf } = chain;
    const id = await send(app);
    await call('POST', `/Messages/${id}/apprec/${her.receiver}`, { appRecStatus: 'Ok' });
    expect(await statusOf(id)).toEqual(['Unconfirmed', 'Ok']);
    expect(await unread(app, her.sender)).toHaveLength(1);
  });

  for (const reach of ['Api', 'Edi'] as const) {
    test(`a far side by ${reach} rejects the transport, and nothing more comes of it (${store})`, async () => {
      await using chain = open({ transport: { says: 'reject', times: 2 } }, reach);
      const { app, clock, statusOf } = chain;
      const id = await send(app);
      await clock.pass(10);
      expect(await statusOf(id)).toEqual(['Rejected', null]);
      expect(await unread(app, her.receiver)).toEqual([]);
    });

    test(`a far side by ${reach} rejects by AppRec, with its codes (${store})`, async () => {
      const errors = [{ code: 'E35', text: 'Pasienten er ikke kjent' }, { code: 'X99' }];
      await using chain = open({ appRec: { says: 'Rejected', errors } }, reach);
      const { app, call, clock } = chain;
      const id = await send(app);
      await clock.pass(0);
      expect((await call('GET', `/Messages/${id}/apprec`)).json()).toMatchObject([
        {
          appRecStatus: 'Rejected',
          appRecErrorList: [
            { errorCode: 'E35', details: 'Pasienten er ikke kjent' },
            { errorCode: 'X99', details: null },
          ],
        },
      ]);
      const [answer = ''] = await unread(app, her.sender);
      const { businessDocument } = (await call('GET', `/Messages/${answer}/business-document`)).json<{
        businessDocument: string;
      }>();
      expect(parseMessage(Buffer.from(businessDocument, 'base64').toString())).toMatchObject({
        ...{ root: 'AppRec', status: 'Rejected' },
        errors: [{ code: 'E35', description: 'Pasienten er ikke kjent' }, { code: 'X99' }],
      });
    });

    test(`a far side by ${reach} that answers twice moves each state once, and sends two AppRecs (${store})`, async () => {
      const twice = { times: 2 };
      await using chain = open({ transport: twice, appRec: { says: 'Ok', ...twice } }, reach);
      const { app, clock, statusOf } = chain;
      const id = await send(app);
      await clock.pass(0);
      expect(await statusOf(id)).toEqual(['Acknowledged', 'Ok']);
      expect(await unread(app, her.sender)).toHaveLength(2);
      expect(await unread(app, her.receiver)).toEqual(reach === 'Api' ? [id] : []);
    });
  }

  test(`the AppRec may come before the transport's receipt (${store})`, async () => {
    await using chain = open({ transport: { afterMs: 500 }, appRec: { says: 'Ok', afterMs: 100 } });
    const { app, clock, statusOf } = chain;
    const id = await send(app);
    await clock.pass(100);
    expect(await statusOf(id)).toEqual(['Unconfirmed', 'Ok']);
    await clock.pass(400);
    expect(await statusOf(id)).toEqual(['Acknowledged', 'Ok']);
  });

  test(`a silent far side leaves it unconfirmed; given up, a receipt comes too late (${store})`, async () => {
    await using chain = open({ transport: { afterMs: 2000 } }, 'Edi', { abandonAfterMs: 1000 });
    const { app, clock, statusOf } = chain;
    const id = await send(app);
    await clock.pass(5000);
    expect(await statusOf(id)).toEqual(['Unconfirmed', null]);
    await using silent = open({ transport: { says: 'nothing' } });
    const other = await send(silent.app);
    await silent.clock.pass(1_000_000);
    expect(await silent.statusOf(other)).toEqual(['Unconfirmed', null]);
    await using control = open({ transport: { afterMs: 2000 } });
    const late = await send(control.app);
    await control.clock.pass(5000);
    expect(await control.statusOf(late)).toEqual(['Acknowledged', null]);
  });

  test(`answers about the message before leave the last one open (${store})`, async () => {
    const about = 'previous';
    await using chain = open({ transport: { about }, appRec: { says: 'Ok', about } });
    const { app, clock, statusOf } = chain;
    const [first, last] = [await send(app), await send(app)];
    await clock.pass(0);
    expect(await statusOf(first)).toEqual(['Acknowledged', 'Ok']);
    expect(await statusOf(last)).toEqual(['Unconfirmed', null]);
    // The first one's was about a message that nobody knows; it comes to the sender all the same.
    expect(await unread(app, her.sender)).toHaveLength(2);
  });

  test(`an AppRec to another than the sender does not count (${store})`, async () => {
    await using chain = open({ appRec: { says: 'Ok', to: her.other } });
    const { app, clock, statusOf } = chain;
    const id = await send(app);
    await clock.pass(0);
    expect(await statusOf(id)).toEqual(['Acknowledged', null]);
    expect(await unread(app, her.sender)).toEqual([]);
    expect(await unread(app, her.other)).toHaveLength(1);
  });

  test(`held answers come newest first (${store})`, async () => {
    await using chain = open({ newestFirstOf: 3, appRec: { says: 'Ok', afterMs: 50 } });
    const { app, call, clock, statusOf } = chain;
    const ids = [await send(app), await send(app)];
    await clock.pass(1000);
    expect(await statusOf(ids[0] ?? '')).toEqual(['Unconfirmed', null]);
    ids.push(await send(app));
    await clock.pass(50);
    const answered: (string | undefined)[] = [];
    for (const answer of await unread(app, her.sender)) {
      const { businessDocument } = (await call('GET', `/Messages/${answer}/business-document`)).json<{
        businessDocument: string;
      }>();
      const xml = Buffer.from(businessDocument, 'base64').toString();
      answered.push(/<OriginalMsgId>[\s\S]*<Id>([^<]*)/.exec(xml)?.[1]);
    }
    const sent = await Promise.all(
      ids.map(async (id) => (await call('GET', `/Messages/${id}`)).json<{ businessDocumentId: string }>()),
    );
    expect(answered).toEqual(sent.map(({ businessDocumentId }) => businessDocumentId).toReversed());
  });

  test(`an envelope that the far side does not know is rejected, by default and overridden (${store})`, async () => {
    await using chain = open({ accepts: { cpaId: ['nav:qass:1'], compressPayload: ['false'] } });
    const { call, clock, statusOf } = chain;
    const post = async (ebXmlOverrides?: object) =>
      (
        await call('POST', '/Messages', postBody(letterXml(), ebXmlOverrides ? { ebXmlOverrides } : {}))
      ).json<string>();
    const plain = await post();
    const known = await post({ cpaId: 'nav:qass:1' });
    const compressed = await post({ cpaId: 'nav:qass:1', compressPayload: true });
    await clock.pass(0);
    expect((await statusOf(plain))[0]).toBe('Rejected');
    expect((await statusOf(known))[0]).toBe('Acknowledged');
    expect((await statusOf(compressed))[0]).toBe('Rejected');
  });
}

test('a script for nobody, or of what the party never sees, is refused at start', async () => {
  await using config = configWith('memory', {
    farSides: { '8999999': {}, [her.receiver]: { accepts: { cpaId: ['x'] } } },
  });
  expect(() => createApp(config.fresh())).toThrow(
    `The setting farSides cannot be played: ${her.receiver} uses the API and sees no envelope; 8999999 is no active ` +
      'party of the roster.',
  );
  await using unfinished = configWith('memory', {
    farSides: { [her.receiver]: { appRec: { says: 'Rejected' } } },
  });
  expect(() => createApp(unfinished.fresh())).toThrow(/must have an error/);
});
