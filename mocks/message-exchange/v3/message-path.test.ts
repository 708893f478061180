import { expect, test } from '@playwright/test';
import type { FastifyInstance } from 'fastify';
import { createApp } from '../create-app.ts';
import { caller, her, letterXml, postBody, testConfig, unread } from '../test-exchange.ts';
import { configure, notified, v3Caller, v3Message, type CallV3 } from './testing.ts';

async function world(
  settings: Record<string, unknown> = {},
): Promise<{ app: FastifyInstance; call: CallV3 }> {
  const app = createApp({ ...testConfig, settings });
  const call = v3Caller(app);
  expect((await configure(call, [her.sender, her.receiver, her.other])).status).toBe(204);
  return { app, call };
}
const send = async (call: CallV3, ...message: Parameters<typeof v3Message>): Promise<string> => {
  const { status, body } = await call('POST', '/messages', v3Message(...message));
  expect(status).toBe(202);
  return body['id'] as string;
};
const typesOf = async (call: CallV3, herId: number, offset = 0): Promise<string[]> =>
  (await notified(call, [herId], offset)).map(({ type }) => type);

test('a message is sent, told of, fetched, downloaded and answered, by API v3 alone', async () => {
  const { call } = await world();
  const msgId = crypto.randomUUID();
  const id = await send(call, { msgId });
  expect(await notified(call, [her.receiver])).toMatchObject([
    {
      type: 'NewMessage',
      relatedMessageId: id,
      notificationReceiverHerId: her.receiver,
      notificationTriggeredByHerId: her.sender,
    },
  ]);
  expect(await typesOf(call, her.sender)).toEqual(['MessageSentStateUpdated', 'MessageDeliveryStateUpdated']);
  expect((await call('GET', `/messages/${id}`)).body).toEqual({
    id,
    senderHerId: her.sender,
    receiverHerIds: [her.receiver],
    businessDocumentId: msgId,
    businessDocumentGenDate: '2026-11-22T08:00:00+01:00',
    businessDocumentMsgType: 'DIALOG_INNBYGGER_MELDINGSFORMIDLING',
    contentType: 'application/xml',
  });
  expect((await call('GET', `/messages/${id}/business-document`)).body).toMatchObject({
    contentType: 'application/xml',
    contentTransferEncoding: 'base64',
  });
  const pending = { receiverHerId: her.receiver, transportDeliveryState: 'Acknowledged', sent: true };
  expect((await call('GET', `/messages/${id}/status`)).body).toEqual({ statusList: [pending] });
  expect((await call('PUT', `/messages/${id}/downloaded`, { receiverHerId: her.receiver })).status).toBe(204);

  const error = { errorCode: 'E10', details: null };
  const answer = { appRecSenderHerId: her.receiver, appRecStatus: 'Rejected', appRecErrorList: [error] };
  const answered = await call('POST', `/messages/${id}/apprec`, answer);
  expect(answered.status).toBe(202);
  const apprecInfo = {
    appRecStatus: 'Rejected',
    appRecErrorList: [{ ...error, description: null, oid: null }],
    appRecId: answered.body['id'],
  };
  expect((await call('GET', `/messages/${id}/status`)).body).toEqual({
    statusList: [{ ...pending, apprecInfo }],
  });
  expect((await typesOf(call, her.sender)).slice(2)).toEqual(['MessageApprecInfoUpdated', 'NewMessage']);
  expect((await call('GET', `/messages/${String(answered.body['id'])}`)).body).toMatchObject({
    businessDocumentMsgType: 'APPREC',
  });
});

test('both versions see one store: what one sends, marks and answers, the other reads', async () => {
  const { app, call } = await world();
  const v2 = caller(app);
  const [byV3, byV2] = [
    await send(call),
    (await v2('POST', '/Messages', postBody(letterXml()))).json<string>(),
  ];
  expect(await unread(app, her.receiver)).toEqual([byV3, byV2]);
  expect((await notified(call, [her.receiver])).map(({ relatedMessageId }) => relatedMessageId)).toEqual([
    byV3,
    byV2,
  ]);
  await call('PUT', `/messages/${byV3}/downloaded`, { receiverHerId: her.receiver });
  expect(await unread(app, her.receiver)).toEqual([byV2]);
  await v2('POST', `/Messages/${byV3}/apprec/${her.receiver}`, { appRecStatus: 'Ok' });
  expect((await call('GET', `/messages/${byV3}/status`)).body).toMatchObject({
    statusList: [{ apprecInfo: { appRecStatus: 'Ok', appRecErrorList: [] } }],
  });
});

test('a type that the receiver does not take is refused: it is told, and nothing lies there', async () => {
  const { app, call } = await world();
  const filter = { rejectMessageFilters: { MessageFunction: ['DIALOG_INNBYGGER_MELDINGSFORMIDLING'] } };
  await configure(call, [her.receiver], filter);
  const id = await send(call, { copies: [her.other] });
  expect((await call('GET', `/messages/${id}/status`)).body).toMatchObject({
    statusList: [{ transportDeliveryState: 'Rejected' }, { transportDeliveryState: 'Acknowledged' }],
  });
  expect(await typesOf(call, her.receiver)).toEqual(['RefusedMessage']);
  expect(await unread(app, her.receiver)).toEqual([]);
  const answer = { appRecSenderHerId: her.receiver, appRecStatus: 'Ok' };
  expect(await call('POST', `/messages/${id}/apprec`, answer)).toMatchObject({
    status: 404,
    body: { errorCode: 1010 },
  });
});

test('what is lost was never sent, and what nobody acknowledges is Abandoned; v2 has no word for that', async () => {
  const lossy = await world({ loseEvery: 1 });
  const lost = await send(lossy.call);
  const { body } = await lossy.call('GET', `/messages/${lost}/status`);
  expect(body).toEqual({
    statusList: [{ receiverHerId: her.receiver, transportDeliveryState: 'Unconfirmed', sent: false }],
  });
  expect(await typesOf(lossy.call, her.sender)).toEqual([]);

  const parties = testConfig.roster.parties.map((party) =>
    party.herId === String(her.receiver) ? { ...party, ediAddress: 'mottaker@edi.unit.test' } : party,
  );
  const app = createApp({
    ...testConfig,
    roster: { ...testConfig.roster, parties },
    settings: { farSides: { [her.receiver]: { transport: { says: 'nothing' } } }, abandonAfterMs: 1 },
  });
  const call = v3Caller(app);
  await configure(call, [her.sender]);
  const id = await send(call);
  await expect
    .poll(async () => (await call('GET', `/messages/${id}/status`)).body)
    .toEqual({
      statusList: [{ receiverHerId: her.receiver, transportDeliveryState: 'Abandoned', sent: true }],
    });
  expect(await typesOf(call, her.sender)).toEqual(['MessageSentStateUpdated', 'MessageDeliveryStateUpdated']);
  expect((await caller(app)('GET', `/Messages/${id}/status`)).json()).toMatchObject([
    { transportDeliveryState: 'Unconfirmed' },
  ]);
});

test('an AppRec can be sent as a document, to one receiver', async () => {
  const { call } = await world();
  const msgId = crypto.randomUUID();
  const [original, other] = [await send(call, { msgId }), await send(call)];
  const answer = { appRecSenderHerId: her.receiver, appRecStatus: 'Ok' };
  const given = await call('POST', `/messages/${other}/apprec`, answer);
  const { body } = await call('GET', `/messages/${String(given.body['id'])}/business-document`);
  const xml = Buffer.from(String(body['businessDocument']), 'base64').toString();
  const appRec = {
    businessDocument: Buffer.from(xml.replace(/(<OriginalMsgId>[\s\S]*<Id>)[^<]*/, `$1${msgId}`)).toString(
      'base64',
    ),
    senderHerId: her.receiver,
    receiverHerIds: [her.sender],
    messageTypeIdentificator: 'APPREC',
  };
  expect((await call('POST', '/messages', v3Message({}, appRec))).status).toBe(202);
  expect((await call('GET', `/messages/${original}/status`)).body).toMatchObject({
    statusList: [{ apprecInfo: { appRecStatus: 'Ok' } }],
  });
  const twice = v3Message({}, { ...appRec, receiverHerIds: [her.sender, her.other] });
  expect((await call('POST', '/messages', twice)).status).toBe(400);
});

test('it answers a ping, under any spelling of a path', async () => {
  const { call } = await world();
  for (const path of ['/ping', '/Ping']) {
    expect(await call('GET', path)).toMatchObject({ status: 200, body: { response: 'Pong' } });
  }
});
