import { expect, test } from '@playwright/test';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { Clock } from '#harness/common/clock.ts';
import { createHelseIdClient, type TokenAnswer } from './helse-id-client.ts';
import { testCredentials } from './helse-id-credentials.ts';

const url = 'https://message-exchange.unit.test/Messages';

/** A client with a clock of its own, and a HelseID that answers what the test says. */
function world(answers: (asked: number) => Partial<TokenAnswer>) {
  let now = Date.parse('2026-11-22T08:00:00Z');
  const clock: Clock = { now: () => new Date(now), after: () => Promise.resolve() };
  const asked: { form: Record<string, string>; dpop: string }[] = [];
  const client = createHelseIdClient({
    ...testCredentials('sender'),
    issuer: 'https://helse-id.unit.test',
    scope: 'nhn:msh/api',
    clock,
    post: (_path, form, headers) => {
      asked.push({ form, dpop: headers['dpop'] ?? '' });
      const body = { access_token: `token-${asked.length}`, expires_in: 600 };
      return Promise.resolve({ status: 200, nonce: undefined, body, ...answers(asked.length) });
    },
  });
  const token = async (): Promise<string> => (await client.headersFor('GET', url)).authorization;
  return { client, asked, token, pass: (seconds: number) => void (now += seconds * 1000) };
}

test('one token serves all who wait and all who come, until shortly before it expires', async () => {
  const { asked, token, pass } = world(() => ({}));
  expect(await Promise.all([token(), token(), token()])).toEqual(Array(3).fill('DPoP token-1'));
  pass(569);
  expect(await token()).toBe('DPoP token-1');
  pass(2);
  expect(await token()).toBe('DPoP token-2');
  expect(asked).toHaveLength(2);
});

test('a short-lived token is used for half of its life', async () => {
  const { token, pass } = world((n) => ({ body: { access_token: `token-${n}`, expires_in: 10 } }));
  await token();
  pass(4);
  expect(await token()).toBe('DPoP token-1');
  pass(2);
  expect(await token()).toBe('DPoP token-2');
});

test('the nonce that HelseID wants goes into the proof, and every assertion is used once', async () => {
  const wanted = { status: 400, nonce: 'nonce-1', body: { error: 'use_dpop_nonce' } };
  const { client, asked, token } = world((n) => (n === 1 ? wanted : {}));
  expect(await token()).toBe('DPoP token-2');
  client.forget();
  expect(await token()).toBe('DPoP token-3');
  expect(asked.map(({ dpop }) => decodeJwt(dpop)['nonce'])).toEqual([undefined, 'nonce-1', 'nonce-1']);
  const assertions = asked.map(({ form }) => form['client_assertion'] ?? '');
  expect(new Set(assertions.map((one) => decodeJwt(one).jti)).size).toBe(3);
  expect(decodeProtectedHeader(assertions[0] ?? '').typ).toBe('client-authentication+jwt');
});

test('a refusal is told without what was sent, and does not stay', async () => {
  const { token } = world((n) => (n === 1 ? { status: 401, body: { error: 'invalid_client' } } : {}));
  await expect(token()).rejects.toMatchObject({ code: 'PARTICIPANT_DOWN', participant: 'id-gateway' });
  expect(await token()).toBe('DPoP token-2');
});
