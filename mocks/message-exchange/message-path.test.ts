import { expect, test } from '@playwright/test';
import { parseMessage } from '#harness/messages/parse-message.ts';
import { startServiceProcess } from '#mocks/kit/service-process.ts';
import { createApp } from './create-app.ts';
import {
  caller,
  configWith,
  headers,
  her,
  letterXml,
  postBody,
  send,
  stores,
  testConfig,
  unread,
} from './test-exchange.ts';

for (const store of stores) {
  test(`a letter goes its whole way over a real connection (${store})`, async () => {
    await using config = configWith(store);
    await using service = await startServiceProcess(config.fresh());
    const call = async (method: string, path: string, body?: object) => {
      const json = body === undefined ? {} : { 'content-type': 'application/json' };
      const init = {
        method,
        headers: { ...headers, ...json },
        body: body === undefined ? null : JSON.stringify(body),
      };
      return fetch(`${service.origin}${path}`, init);
    };
    const xml = letterXml({ msgId: '7e0d3b0f-5a3c-4a2c-9d43-0a1b2c3d4e5f' });
    const sent = await call('POST', '/Messages', postBody(xml));
    expect([sent.status, sent.headers.get('content-type')]).toEqual([201, 'application/json; charset=utf-8']);
    const id = (await sent.json()) as string;
    expect(sent.headers.get('location')).toBe(`https://message-exchange.unit.test:8443/Messages/${id}`);

    const list = await call('GET', `/Messages?ReceiverHerIds=${her.receiver}&IncludeMetadata=true`);
    expect(await list.json()).toEqual([
      {
        id,
        contentType: 'application/xml',
        receiverHerId: her.receiver,
        senderHerId: her.sender,
        businessDocumentId: '7e0d3b0f-5a3c-4a2c-9d43-0a1b2c3d4e5f',
        businessDocumentGenDate: '2026-11-22T08:00:00',
        isAppRec: false,
      },
    ]);
    expect(await (await call('GET', `/Messages/${id}/business-document`)).json()).toEqual(postBody(xml));
    const answered = await call('POST', `/Messages/${id}/apprec/${her.receiver}`, { appRecStatus: '1' });
    expect(answered.status).toBe(201);
    expect((await call('PUT', `/Messages/${id}/read/${her.receiver}`)).status).toBe(204);
    expect(await (await call('GET', `/Messages/${id}/status`)).json()).toEqual([
      { receiverHerId: her.receiver, transportDeliveryState: 'Acknowledged', appRecStatus: 'Ok' },
    ]);
    expect(await (await call('GET', `/Messages?receiverherids=${her.sender}`)).json()).toEqual([
      { id: (await answered.json()) as string, receiverHerId: her.sender },
    ]);
  });

  test(`an AppRec comes to the sender as a message that says what the receiver said (${store})`, async () => {
    await using config = configWith(store);
    const app = createApp(config.fresh());
    const msgId = crypto.randomUUID();
    const id = await send(app, { msgId, genDate: '2026-11-22T08:00:00' });
    const error = { errorCode: 'E10', details: 'Ugyldig meldingsidentifikator' };
    await caller(app)('POST', `/Messages/${id}/apprec/${her.receiver}`, {
      appRecStatus: 'Rejected',
      appRecErrorList: [error, { errorCode: null, details: null, description: 'Fri tekst', oid: null }],
    });
    expect((await caller(app)('GET', `/Messages/${id}/apprec`)).json()).toEqual([
      {
        receiverHerId: her.receiver,
        appRecStatus: 'Rejected',
        appRecErrorList: [
          { ...error, description: null, oid: null },
          { errorCode: null, details: null, description: 'Fri tekst', oid: null },
        ],
      },
    ]);
    const [appRecId = ''] = await unread(app, her.sender);
    const document = (await caller(app)('GET', `/Messages/${appRecId}/business-document`)).json<{
      businessDocument: string;
    }>();
    expect(parseMessage(Buffer.from(document.businessDocument, 'base64').toString())).toMatchObject({
      root: 'AppRec',
      id: appRecId,
      status: 'Rejected',
      sender: { serviceHerId: String(her.receiver) },
      receiver: { serviceHerId: String(her.sender) },
      errors: [
        { code: 'E10', description: 'Ugyldig meldingsidentifikator', codeSystem: '2.16.578.1.12.4.1.1.8221' },
        { code: 'X99', text: 'Fri tekst' },
      ],
      original: { msgId, genDate: '2026-11-22T08:00:00' },
    });
  });

  for (const [given, status] of [
    ['Ok', 'Ok'],
    ['1', 'Ok'],
    [1, 'Ok'],
    ['Rejected', 'Rejected'],
    ['2', 'Rejected'],
    [3, 'OkErrorInMessagePart'],
  ] as const) {
    test(`the AppRec status ${typeof given} ${given} is taken as ${status} (${store})`, async () => {
      await using config = configWith(store);
      const app = createApp(config.fresh());
      const id = await send(app);
      const call = caller(app);
      await call('POST', `/Messages/${id}/apprec/${her.receiver}`, {
        appRecStatus: given,
        appRecErrorList: [{ errorCode: 'E10', details: null }],
      });
      expect((await call('GET', `/Messages/${id}/status`)).json()).toMatchObject([{ appRecStatus: status }]);
    });
  }

  test(`an AppRec sent as a document answers its original too, once (${store})`, async () => {
    await using config = configWith(store);
    const app = createApp(config.fresh());
    const call = caller(app);
    const id = await send(app);
    const other = await send(app);
    await call('POST', `/Messages/${other}/apprec/${her.receiver}`, { appRecStatus: 'Ok' });
    const [answer = ''] = await unread(app, her.sender);
    const { businessDocument } = (await call('GET', `/Messages/${answer}/business-document`)).json<{
      businessDocument: string;
    }>();
    const { businessDocumentId } = (await call('GET', `/Messages/${id}`)).json<{
      businessDocumentId: string;
    }>();
    const xml = Buffer.from(businessDocument, 'base64')
      .toString()
      .replace(/(<OriginalMsgId>[\s\S]*<Id>)[^<]*/, `$1${businessDocumentId}`);
    expect((await call('POST', '/Messages', postBody(xml))).statusCode).toBe(201);
    expect((await call('GET', `/Messages/${id}/status`)).json()).toMatchObject([{ appRecStatus: 'Ok' }]);
    expect(await unread(app, her.sender)).toHaveLength(2);
    expect((await call('POST', '/Messages', postBody(xml))).statusCode).toBe(400);
    expect(await unread(app, her.sender)).toHaveLength(2);
  });

  test(`every receiver has a state of its own, and a subset leaves the others out (${store})`, async () => {
    await using config = configWith(store);
    const app = createApp(config.fresh());
    const call = caller(app);
    const copies = [her.other, her.inactive, 8999999];
    const id = await send(app, { copies });
    await call('PUT', `/Messages/${id}/read/${her.receiver}`);
    await call('POST', `/Messages/${id}/apprec/${her.other}`, { appRecStatus: 'Ok' });
    const states = [
      [her.receiver, 'Acknowledged', null],
      [her.other, 'Acknowledged', 'Ok'],
      [her.inactive, 'Rejected', null],
      [8999999, 'Rejected', null],
    ].map(([receiverHerId, transportDeliveryState, appRecStatus]) => ({
      receiverHerId,
      transportDeliveryState,
      appRecStatus,
    }));
    expect((await call('GET', `/Messages/${id}/status`)).json()).toEqual(states);
    expect([await unread(app, her.receiver), await unread(app, her.other)]).toEqual([[], [id]]);

    const part = await send(app, { copies }, { receiverHerIdsSubset: [her.other] });
    expect((await call('GET', `/Messages/${part}/status`)).json()).toHaveLength(1);
    expect(await unread(app, her.receiver)).toEqual([]);
  });

  test(`the standing letter lies there, answered and read (${store})`, async () => {
    await using config = configWith(store);
    const app = createApp(config.fresh());
    const call = caller(app);
    const [letter] = testConfig.standing.letters;
    const path = `/Messages/${letter?.exchangeId.toUpperCase()}`;
    expect((await call('GET', path)).json()).toMatchObject({
      id: letter?.exchangeId,
      businessDocumentId: letter?.msgId,
      businessDocumentGenDate: '2026-09-01T08:30:00',
    });
    expect((await call('GET', `${path}/status`)).json()).toEqual([
      { receiverHerId: her.receiver, transportDeliveryState: 'Acknowledged', appRecStatus: 'Ok' },
    ]);
    expect((await call('GET', `${path}/apprec`)).json()).toMatchObject([{ appRecErrorList: [] }]);
    const read = async (id: string | undefined) =>
      parseMessage(
        Buffer.from(
          (await call('GET', `/Messages/${id}/business-document`)).json<{ businessDocument: string }>()
            .businessDocument,
          'base64',
        ).toString(),
      );
    expect(await read(letter?.exchangeId)).toMatchObject({ root: 'MsgHead', msgId: letter?.msgId });
    expect(await read(letter?.appRecId)).toMatchObject({ root: 'AppRec', status: 'Ok' });
    expect([await unread(app, her.receiver), await unread(app, her.sender)]).toEqual([[], []]);
  });

  test(`the settings lose and double as many as they say, and nothing else is a setting (${store})`, async () => {
    await using config = configWith(store, { loseEvery: 3, doubleEvery: 2 });
    const app = createApp(config.fresh());
    const call = caller(app);
    const [first = '', second = '', lost = ''] = [await send(app), await send(app), await send(app)];
    expect(await unread(app, her.receiver)).toEqual([first, second]);
    expect((await call('GET', `/Messages/${lost}/status`)).json()).toMatchObject([
      { transportDeliveryState: 'Unconfirmed' },
    ]);
    for (const id of [first, second]) await call('PUT', `/Messages/${id}/read/${her.receiver}`);
    expect(await unread(app, her.receiver)).toEqual([second]);
    await call('PUT', `/Messages/${second}/read/${her.receiver}`);
    expect(await unread(app, her.receiver)).toEqual([]);
    expect(() => createApp({ ...testConfig, settings: { looseEvery: 3 } })).toThrow(/looseEvery/);
  });
}

test('a standing letter in a role that nobody has is refused at start', () => {
  expect(() => createApp({ ...testConfig, roster: { people: [], parties: [] } })).toThrow(/the role sender/);
});
