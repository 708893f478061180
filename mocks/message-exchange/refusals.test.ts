import { expect, test } from '@playwright/test';
import { unexpectedHeader } from '#mocks/kit/create-service.ts';
import { createApp } from './create-app.ts';
import { caller, headers, her, letterXml, postBody, send, testConfig } from './test-exchange.ts';

interface ErrorBody {
  readonly error: string;
  readonly errorCode: number;
  readonly validationErrors: string[] | null;
  readonly requestId: string;
}

test('the version and the source system are required, and all that is missing is told', async () => {
  const app = createApp(testConfig);
  const ask = async (given: Record<string, string>) => {
    const response = await app.inject({ url: '/Messages?ReceiverHerIds=1', headers: given });
    return [response.statusCode, response.json<ErrorBody>().validationErrors];
  };
  expect(await ask({})).toEqual([
    400,
    ['The api-version header is required.', 'The nhn-source-system header is required.'],
  ]);
  expect(await ask({ ...headers, 'api-version': '1' })).toEqual([400, ['The api-version must be 2 or 3.']]);
});

test('what no operation covers is 404 with the nearest one, with or without headers', async () => {
  const response = await createApp(testConfig).inject({ url: '/Messages/notices/all' });
  expect([response.statusCode, response.headers[unexpectedHeader]]).toEqual([404, 'message-exchange']);
});

test('a documented path with another method is 405, whatever its body, and tells which methods there are', async () => {
  const app = createApp(testConfig);
  for (const [method, url, allow] of [
    ['DELETE', '/Messages', 'GET, POST'],
    ['TRACE', '/Messages', 'GET, POST'],
    ['QUERY', `/Messages/${crypto.randomUUID()}/status`, 'GET'],
    ['PATCH', `/Messages/x/read/1?a=b`, 'PUT'],
  ] as const) {
    const type = { 'content-type': 'application/json' };
    const answer = await app.inject({ method: method as 'DELETE', url, headers: type, payload: '{' });
    expect([method, answer.statusCode, answer.headers['allow']]).toEqual([method, 405, allow]);
    expect(answer.headers[unexpectedHeader]).toBe('message-exchange');
  }
});

test('a malformed address, or an overlong id, is refused as any other', async () => {
  const app = createApp(testConfig);
  for (const path of ['%ff', '%', 'x'.repeat(2000)]) {
    const answer = await app.inject({ url: `/Messages/${path}/status`, headers });
    expect([answer.statusCode, answer.json<ErrorBody>().errorCode]).toEqual([400, 1000]);
  }
});

const id = '11111111-2222-4333-8444-555555555555';
for (const [method, path] of [
  ['GET', ''],
  ['GET', '/business-document'],
  ['GET', '/status'],
  ['GET', '/apprec'],
  ['POST', `/apprec/${her.receiver}`],
  ['PUT', `/read/${her.receiver}`],
] as const) {
  test(`${method} /Messages/{id}${path} is 404 for an unknown id and 400 for what is no id`, async () => {
    const call = caller(createApp(testConfig));
    const payload = method === 'POST' ? { appRecStatus: 'Ok' } : undefined;
    const unknown = await call(method, `/Messages/${id}${path}`, payload);
    expect(unknown.statusCode).toBe(404);
    expect(unknown.json()).toMatchObject({
      error: 'Could not find database document',
      validationErrors: null,
    });
    expect(unknown.json<ErrorBody>().requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect((await call(method, `/Messages/4711${path}`, payload)).statusCode).toBe(400);
  });
}

const xml = letterXml();
const refusedDocuments: Record<string, [body: object, rule: RegExp]> = {
  'no document': [
    { contentType: 'application/xml', contentTransferEncoding: 'base64' },
    /^businessDocument:/,
  ],
  'a key that is not in the specification': [postBody(xml, { priority: 1 }), /priority/],
  'another content type': [postBody(xml, { contentType: 'text/plain' }), /^contentType:/],
  'what is not base64': [postBody(xml, { businessDocument: '<xml>not base64</xml>' }), /must be base64/],
  'no declared encoding': [postBody(xml.replace(' encoding="UTF-8"', '')), /encoding UTF-8/],
  'XML that breaks off': [postBody(xml.slice(0, 200)), /./],
  'a message in another format': [postBody('<?xml version="1.0" encoding="UTF-8"?><Message/>'), /MsgHead/],
  'a DOCTYPE': [postBody(xml.replace('?>', '?><!DOCTYPE MsgHead>')), /DOCTYPE/],
  'a HER-id that is too large': [postBody(xml.replaceAll('8990102', '9999999999')), /./],
  'a subset of others': [postBody(xml, { receiverHerIdsSubset: [her.other] }), /^receiverHerIdsSubset:/],
};
for (const [what, [body, rule]] of Object.entries(refusedDocuments)) {
  test(`sending ${what} is refused, and nothing is quoted`, async () => {
    const response = await caller(createApp(testConfig))('POST', '/Messages', body);
    expect(response.statusCode).toBe(400);
    const { validationErrors, errorCode } = response.json<ErrorBody>();
    expect(errorCode).toBe(1000);
    expect(validationErrors?.join()).toMatch(rule);
    expect(response.body).not.toContain('12837010045');
  });
}

test('a body that is no JSON, or of another type, is refused without a quote', async () => {
  const app = createApp(testConfig);
  const post = (type: string, payload: string) =>
    app.inject({ method: 'POST', url: '/Messages', headers: { ...headers, 'content-type': type }, payload });
  const broken = await post('application/json', '{"12837010045');
  expect([broken.statusCode, broken.json<ErrorBody>().validationErrors]).toEqual([
    400,
    ['The body must be valid JSON.'],
  ]);
  expect((await post('text/plain', 'x')).statusCode).toBe(415);
  for (const type of ['text/json', 'application/vnd.nhn+json; charset=utf-8']) {
    expect((await post(type, JSON.stringify(postBody(xml)))).statusCode).toBe(201);
  }
});

test('a call without a body may name a content type, one that needs a body may not lack it', async () => {
  const app = createApp(testConfig);
  const message = await send(app);
  const ask = async (method: 'PUT' | 'POST', url: string) => {
    const response = await app.inject({
      method,
      url,
      headers: { ...headers, 'content-type': 'application/json' },
    });
    return response.statusCode;
  };
  expect(await ask('PUT', `/Messages/${message}/read/${her.receiver}`)).toBe(204);
  expect(await ask('POST', '/Messages')).toBe(400);
});

test('a body that the operation has no use for is passed over, whatever it is', async () => {
  const app = createApp(testConfig);
  const url = `/Messages/${await send(app)}/read/${her.receiver}`;
  for (const type of ['text/plain', 'application/json', 'multipart/form-data; boundary=x']) {
    const answer = await app.inject({
      method: 'PUT',
      url,
      headers: { ...headers, 'content-type': type },
      payload: '{"',
    });
    expect(answer.statusCode).toBe(204);
  }
});

test('an AppRec is refused from who is no receiver, a second time, on an AppRec, and where nothing came', async () => {
  const app = createApp(testConfig);
  const call = caller(app);
  const message = await send(app, { copies: [her.inactive] });
  const answer = (to: string, herId: number) =>
    call('POST', `/Messages/${to}/apprec/${herId}`, { appRecStatus: 'Ok' });
  const rules = async (response: ReturnType<typeof answer>) => {
    const { statusCode, json } = await response;
    const { error, validationErrors } = json<ErrorBody>();
    return [statusCode, validationErrors?.join() ?? error];
  };
  expect(await rules(answer(message, her.other))).toEqual([403, `Not authorized for HerId(s): ${her.other}`]);
  expect(await rules(answer(message, her.inactive))).toEqual([404, 'Could not find database document']);
  const receipt = (await answer(message, her.receiver)).json<string>();
  expect(await rules(answer(message, her.receiver))).toEqual([400, expect.stringContaining('already')]);
  expect(await rules(answer(receipt, her.sender))).toEqual([400, expect.stringContaining('not answered')]);
});

test('an AppRec with an unknown status or an unfinished error is refused', async () => {
  const app = createApp(testConfig);
  const path = `/Messages/${await send(app)}/apprec/${her.receiver}`;
  for (const body of [
    {},
    { appRecStatus: '4' },
    { appRecStatus: 'Rejected' },
    { appRecStatus: '2', appRecErrorList: [] },
    { appRecStatus: 'Ok', appRecErrorList: [{ errorCode: 'E10' }] },
  ]) {
    expect((await caller(app)('POST', path, body)).statusCode).toBe(400);
  }
});

test('a read mark is refused from who is no receiver, and unknown where nothing came', async () => {
  const app = createApp(testConfig);
  const message = await send(app, { copies: [her.inactive] });
  const mark = async (herId: number | string) =>
    (await caller(app)('PUT', `/Messages/${message}/read/${herId}`)).statusCode;
  expect([await mark(her.other), await mark(her.inactive), await mark(0), await mark('x')]).toEqual([
    403, 404, 400, 400,
  ]);
});
