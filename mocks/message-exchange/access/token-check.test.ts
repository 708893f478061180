import { expect, test } from '@playwright/test';
import { createHelseIdClient, type HelseIdClient } from '#mocks/kit/helse-id/helse-id-client.ts';
import { testCredentials } from '#mocks/kit/helse-id/helse-id-credentials.ts';
import { proofFaults } from '#mocks/kit/resource-check/dpop-proof.ts';
import { standing } from '#mocks/kit/testing/chain-identities.ts';
import { fetchThrough } from '#mocks/kit/testing/fetch-through.ts';
import { startChain, type Chain } from '#mocks/kit/testing/start-chain.ts';
import { createApp } from '../create-app.ts';
import { headers, testConfig } from '../test-exchange.ts';

const letter = standing.letters[0]?.exchangeId ?? '';
const own = '/Messages?ReceiverHerIds=8990101';
let chain: Chain;
let through: typeof fetch;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  const apis = [{ audience: 'nhn:msh', scopes: ['nhn:msh/api', 'nhn:msh/other'] }];
  chain = await startChain(['id-gateway', 'message-exchange'], { 'id-gateway': { helseId: { apis } } });
  through = fetchThrough(chain.front);
});
test.afterAll(() => chain[Symbol.asyncDispose]());

const post = (path: string, form: Record<string, string>, more: Record<string, string> = {}) =>
  through(chain.origin('helse-id.id-gateway') + path, {
    method: 'POST',
    body: new URLSearchParams(form).toString(),
    headers: { ...more, 'content-type': 'application/x-www-form-urlencoded' },
  });

const clientOf = (who: 'sender' | 'receiver', scope = 'nhn:msh/api'): HelseIdClient =>
  createHelseIdClient({
    ...testCredentials(who),
    issuer: chain.origin('helse-id.id-gateway'),
    scope,
    post: async (path, form, more) => {
      const answer = await post(path, form, more);
      const nonce = answer.headers.get('dpop-nonce') ?? undefined;
      return { status: answer.status, nonce, body: await answer.json() };
    },
  });

async function ask(path: string, more: object, method = 'GET'): Promise<Response> {
  return through(chain.origin('message-exchange') + path, { method, headers: { ...headers, ...more } });
}
async function statusFor(client: HelseIdClient, path: string, method = 'GET'): Promise<number> {
  const url = chain.origin('message-exchange') + path;
  return (await ask(path, { ...(await client.headersFor(method, url)) }, method)).status;
}

test('an organisation reads and marks for its own HER-ids, and for no other', async () => {
  const [sender, receiver] = [clientOf('sender'), clientOf('receiver')];
  expect(await statusFor(sender, own)).toBe(200);
  expect(await statusFor(receiver, own)).toBe(403);
  expect(await statusFor(sender, `${own}&ReceiverHerIds=8990201`)).toBe(403);
  expect(await statusFor(sender, '/Messages?ReceiverHerIds=8999999')).toBe(403);
  for (const path of ['', '/business-document', '/status', '/apprec']) {
    expect(await statusFor(sender, `/Messages/${letter}${path}`)).toBe(200);
  }
  expect(await statusFor(receiver, `/Messages/${letter}/read/8990201`, 'PUT')).toBe(204);
  expect(await statusFor(sender, `/Messages/${letter}/read/8990201`, 'PUT')).toBe(403);
});

test('a request without a token, with a bearer token or with a proof that was used is refused', async () => {
  const url = chain.origin('message-exchange') + own;
  const { authorization, dpop } = await clientOf('sender').headersFor('GET', url);
  const refused = async (more: object): Promise<[number, string]> => {
    const answer = await ask(own, more);
    const { error } = (await answer.json()) as { error: string };
    expect(answer.headers.get('www-authenticate')).toMatch(/^DPoP error="/);
    return [answer.status, error];
  };
  expect(await refused({})).toEqual([401, expect.stringContaining('no Authorization')]);
  const bearer = authorization.replace('DPoP', 'Bearer');
  expect(await refused({ authorization: bearer, dpop })).toEqual([401, expect.stringContaining('DPoP')]);
  expect((await ask(own, { authorization, dpop })).status).toBe(200);
  expect(await refused({ authorization, dpop })).toEqual([401, expect.stringContaining('used before')]);
});

for (const name of [
  'good',
  'expired',
  'wrong-issuer',
  'wrong-audience',
  'wrong-signing-key',
  ...proofFaults,
] as const) {
  test(`a token of HelseID’s catalogue is ${name === 'good' ? 'taken' : 'refused'}: ${name}`, async () => {
    const given = await post(`/test-tokens/${name}`, {
      ...(await unspentAssertion()),
      scope: 'nhn:msh/api',
      htm: 'GET',
      htu: chain.origin('message-exchange') + own,
    });
    const { access_token: token, dpop_proof: dpop } = (await given.json()) as Record<string, string>;
    const answer = await ask(own, { authorization: `DPoP ${token ?? ''}`, dpop });
    expect(answer.status).toBe(name === 'good' ? 200 : 401);
  });
}

/** What authenticates the client, and has not been sent to HelseID yet. */
async function unspentAssertion(): Promise<Record<string, string>> {
  const issuer = chain.origin('helse-id.id-gateway');
  let seen: Record<string, string> = {};
  const client = createHelseIdClient({
    ...{ ...testCredentials('sender'), issuer, scope: 'nhn:msh/api' },
    post: (_path, form) => {
      seen = form;
      return Promise.resolve({ status: 200, nonce: undefined, body: { access_token: 'x', expires_in: 1 } });
    },
  });
  await client.headersFor('GET', issuer);
  return Object.fromEntries(Object.entries(seen).filter(([field]) => field.startsWith('client_assertion')));
}

test('a token for this API without its scope is refused with what is lacking', async () => {
  const url = chain.origin('message-exchange') + own;
  const answer = await ask(own, { ...(await clientOf('sender', 'nhn:msh/other').headersFor('GET', url)) });
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
    403,
    'DPoP error="insufficient_scope", scope="nhn:msh/api"',
  ]);
});

test('the load port takes requests without a token, unless tokens are always asked for', async () => {
  const plain = (path: string) => chain.call('message-exchange', path, { headers });
  expect((await plain(own)).status).toBe(200);
  await using strict = await startChain(['message-exchange'], {
    'message-exchange': { tokenCheck: 'always' },
  });
  const refused = await strict.call('message-exchange', own, { headers });
  expect(refused.status).toBe(401);
  expect(await refused.json()).toMatchObject({ errorCode: 0, validationErrors: null });
});

test('where nobody gives tokens none are asked for, and insisting on them is refused at start', () => {
  expect(() => createApp({ ...testConfig, settings: { tokenCheck: 'always' } })).toThrow(/no HelseID/);
  expect(() => createApp({ ...testConfig, settings: { tokenCheck: 'sometimes' } })).toThrow(/tokenCheck/);
});
