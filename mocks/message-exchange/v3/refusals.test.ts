import { expect, test } from '@playwright/test';
import { createApp } from '../create-app.ts';
import { base64, caller, her, letterXml, postBody, testConfig } from '../test-exchange.ts';
import { configure, headers, v3Caller, v3Message, type CallV3 } from './testing.ts';

async function configured(): Promise<CallV3> {
  const call = v3Caller(createApp(testConfig));
  await configure(call, [her.sender, her.receiver]);
  return call;
}
const sent = async (call: CallV3): Promise<string> =>
  (await call('POST', '/messages', v3Message())).body['id'] as string;

test('an error is a problem, with the number that NHN gives it', async () => {
  const app = createApp(testConfig);
  const url = '/messages/11111111-2222-4333-8444-555555555555?x=1';
  const answer = await app.inject({ url, headers });
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.json()).toEqual({
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    detail: 'Could not find database document',
    instance: '/messages/11111111-2222-4333-8444-555555555555',
    errorCode: 1010,
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    validationErrors: [],
    timestamp: expect.stringMatching(/Z$/),
  });
  const without = await app.inject({ url, headers: { 'api-version': '3' } });
  expect(without.json()).toMatchObject({
    status: 400,
    errorCode: 1001,
    validationErrors: ['The nhn-source-system header is required.'],
  });
  const text = { ...headers, 'content-type': 'text/plain' };
  const plain = await app.inject({ method: 'POST', url: '/messages', headers: text, payload: 'x' });
  expect(plain.json()).toMatchObject({ status: 415, errorCode: 1001 });
});

test('a HER-id without a configuration is refused, and again when it has been taken away', async () => {
  const call = v3Caller(createApp(testConfig));
  const send = async () => (await call('POST', '/messages', v3Message())).status;
  const poll = async () =>
    (await call('GET', `/notifications?herids=${her.sender}&OFFSET=0`)).body['errorCode'] ?? 'none';
  expect([await send(), await poll()]).toEqual([400, 1001]);
  await configure(call, [her.sender]);
  expect([await send(), await poll()]).toEqual([202, 'none']);
  expect((await call('DELETE', `/mshconfigurations?herIds=${her.sender}`)).status).toBe(204);
  expect([await send(), await poll()]).toEqual([400, 1001]);
});

test('a HER-id that a client has locked is 423 for every other, in both versions', async () => {
  const app = createApp(testConfig);
  const [owner, other] = [v3Caller(app, 'owner'), v3Caller(app, 'other')];
  await configure(owner, [her.sender]);
  const id = await sent(owner);
  await configure(owner, [her.sender, her.receiver], { clientLocked: true });
  const answer = { appRecSenderHerId: her.receiver, appRecStatus: 'Ok' };
  const attempts = [
    () => other('POST', '/messages', v3Message()),
    () => other('POST', `/messages/${id}/apprec`, answer),
    () => other('PUT', `/messages/${id}/downloaded`, { receiverHerId: her.receiver }),
    () => configure(other, [her.other, her.sender]),
    () => other('DELETE', `/mshconfigurations?HerIds=${her.sender}`),
  ];
  for (const attempt of attempts) {
    expect(await attempt()).toMatchObject({ status: 423, body: { errorCode: 1210 } });
  }
  const v2 = caller(app);
  const refused = [
    await v2('POST', '/Messages', postBody(letterXml())),
    await v2('POST', `/Messages/${id}/apprec/${her.receiver}`, { appRecStatus: 'Ok' }),
    await v2('PUT', `/Messages/${id}/read/${her.receiver}`),
  ];
  expect(refused.map(({ statusCode }) => statusCode)).toEqual([423, 423, 423]);
  // All or nothing: the refused set has left no configuration for its other HER-id.
  expect((await other('GET', `/notifications?HerIds=${her.other}&Offset=0`)).status).toBe(400);
  expect((await other('GET', `/messages/${id}/status`)).status).toBe(200);
  expect((await owner('POST', `/messages/${id}/apprec`, answer)).status).toBe(202);
  await configure(owner, [her.sender, her.receiver]);
  expect((await other('POST', '/messages', v3Message())).status).toBe(202);
});

test('an AppRec is refused on an AppRec, from who is no receiver, twice, and in a state that is not supported', async () => {
  const call = await configured();
  const id = await sent(call);
  const answer = (to: string, rest: object = {}) =>
    call('POST', `/messages/${to}/apprec`, {
      appRecSenderHerId: her.receiver,
      appRecStatus: 'Ok',
      ...rest,
    });
  const code = (errorCode: number, status = 400) => ({ status, body: { errorCode } });
  expect(await answer(id, { appRecSenderHerId: her.sender })).toMatchObject(code(1102));
  for (const status of ['OkErrorInMessagePart', '3', 'Rejected', '4', undefined]) {
    expect(await answer(id, { appRecStatus: status })).toMatchObject(code(1001));
  }
  const appRec = String((await answer(id)).body['id']);
  expect(await answer(id)).toMatchObject(code(1001));
  expect(await answer(appRec, { appRecSenderHerId: her.sender })).toMatchObject(code(1100));
  expect(await answer(crypto.randomUUID())).toMatchObject(code(1010, 404));
});

const other = base64(letterXml({ receiver: her.other }));
const withoutAddress = base64(letterXml().replace(/<TypeId V="HER"[^>]*>/g, '<TypeId V="LIN"/>'));
const refused: Record<string, [rest: object, code: number, status?: number]> = {
  'no sender': [{ senderHerId: undefined }, 1001],
  'another sender than the document': [{ senderHerId: her.receiver }, 1001],
  'another receiver than the document': [{ businessDocument: other }, 1001],
  'the same receiver twice': [{ receiverHerIds: [her.receiver, her.receiver] }, 1001],
  'no receiver': [{ receiverHerIds: [] }, 1001],
  'no type': [{ messageTypeIdentificator: '' }, 1001],
  'a letter as an AppRec': [{ messageTypeIdentificator: 'APPREC' }, 1001],
  'another encoding': [{ contentTransferEncoding: '8bit' }, 1001],
  'what is not base64': [{ businessDocument: '<xml>' }, 1001],
  'a message without addresses': [{ businessDocument: withoutAddress }, 1200, 403],
};
for (const [what, [rest, errorCode, status = 400]] of Object.entries(refused)) {
  test(`sending ${what} is refused`, async () => {
    const call = await configured();
    expect(await call('POST', '/messages', v3Message({}, rest))).toMatchObject({
      status,
      body: { errorCode },
    });
  });
}

test('a query that breaks a rule is refused', async () => {
  const call = await configured();
  const many = Array.from({ length: 1501 }, (_, i) => `HerIds=${i + 1}`).join('&');
  const one = `HerIds=${her.sender}`;
  for (const query of [
    'Offset=0',
    one,
    `${one}&Offset=-1`,
    `${one}&Offset=x`,
    `${one}&Offset=0&NotificationsToFetch=0`,
    `${one}&Offset=0&NotificationsToFetch=1001`,
    `${one}&${one}&Offset=0`,
    `HerIds=0&Offset=0`,
    `${many}&Offset=0`,
  ]) {
    const { status, body } = await call('GET', `/notifications?${query}`);
    expect([query.slice(0, 80), status, body['errorCode']]).toEqual([query.slice(0, 80), 400, 1001]);
  }
});
