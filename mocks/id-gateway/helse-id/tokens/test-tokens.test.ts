import { createPrivateKey, type JsonWebKey } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { createResourceCheck, type ResourceCheck } from '#mocks/kit/resource-check/create-resource-check.ts';
import type { KeySet } from '#mocks/kit/resource-check/access-tokens.ts';
import { dpopProof } from '#mocks/kit/resource-check/dpop-proof.ts';
import type { RefusalReason } from '#mocks/kit/resource-check/refusal.ts';
import { startBehindFront, type GatewayBehindFront } from '../../testing/behind-front.ts';
import { HelseIdCaller } from '../../testing/helse-id-caller.ts';
import { json } from '../../testing/visitor.ts';
import { testTokenNames } from './test-tokens.ts';

const request = { method: 'POST', url: 'https://message-exchange.local.test/Messages' };
const form = { scope: 'nhn:msh/api', htm: request.method, htu: request.url };

/** The catalogue of domain.md 4.2 and more, each with the reason that it is refused for. */
const reasons: Record<string, RefusalReason | undefined> = {
  good: undefined,
  expired: 'token-expired',
  'wrong-issuer': 'token-issuer',
  'wrong-audience': 'token-audience',
  'wrong-signing-key': 'token-signature',
  'no-htu': 'proof-no-htu',
  'no-htm': 'proof-no-htm',
  'no-jti': 'proof-no-jti',
  'no-iat': 'proof-no-iat',
  'no-ath': 'proof-no-ath',
  'iat-past': 'proof-iat-past',
  'iat-future': 'proof-iat-future',
  'no-alg': 'proof-no-alg',
  'no-jwk': 'proof-no-jwk',
  'symmetric-alg': 'proof-alg-symmetric',
  'private-key-in-jwk': 'proof-jwk-private',
  'wrong-typ': 'proof-typ',
  'bad-signature': 'proof-signature',
};

function exchangeCheck({ fetch, helseId }: GatewayBehindFront): ResourceCheck {
  const keys = `${helseId}/.well-known/openid-configuration/jwks`;
  return createResourceCheck({
    issuer: helseId,
    audience: 'nhn:msh',
    fetchKeys: async () => (await fetch(keys)).json() as Promise<KeySet>,
  });
}

test('each wrong token can be asked for by name, and is refused for its own reason', async () => {
  expect(Object.keys(reasons).sort()).toEqual([...testTokenNames].sort());
  await using gateway = await startBehindFront();
  const check = exchangeCheck(gateway);
  const caller = new HelseIdCaller(gateway);
  for (const [name, reason] of Object.entries(reasons)) {
    const answer = await caller.post(`/test-tokens/${name}`, form);
    expect(answer.status, name).toBe(200);
    const { access_token: token, dpop_proof: dpop } = await json(answer);
    const headers = { authorization: `DPoP ${String(token)}`, dpop: String(dpop) };
    const result = await check({ ...request, headers });
    expect(result.ok ? undefined : result.reason, name).toBe(reason);
  }
});

test('the key that comes along makes more proofs for the same token', async () => {
  await using gateway = await startBehindFront();
  const check = exchangeCheck(gateway);
  const answer = await json(
    await new HelseIdCaller(gateway).post('/test-tokens/good', { scope: form.scope }),
  );
  expect(answer).not.toHaveProperty('dpop_proof');
  const key = createPrivateKey({ key: answer.dpop_jwk as JsonWebKey, format: 'jwk' });
  const accessToken = String(answer.access_token);
  for (let i = 0; i < 2; i += 1) {
    const dpop = dpopProof({ ...request, key, accessToken });
    const result = await check({ ...request, headers: { authorization: `DPoP ${accessToken}`, dpop } });
    expect(result).toMatchObject({ ok: true, claims: { client_id: 'verdikjede-records' } });
  }
});

test('a token is given to known clients alone, and only for names of the catalogue', async () => {
  await using gateway = await startBehindFront();
  const caller = new HelseIdCaller(gateway);
  const assertion = await caller.assertion();
  const once = { ...form, client_assertion: assertion };
  expect((await caller.post('/test-tokens/expired', once)).status).toBe(200);
  expect((await caller.post('/test-tokens/expired', once)).status).toBe(401);
  expect((await new HelseIdCaller(gateway, 'stranger').post('/test-tokens/expired', form)).status).toBe(401);
  expect((await caller.post('/test-tokens/expired', form, { header: { typ: 'JWT' } })).status).toBe(401);
  expect((await caller.post('/test-tokens/expired', { ...form, htu: 'nowhere' })).status).toBe(400);
  const unknown = await caller.post('/test-tokens/toString', form);
  expect(unknown.status).toBe(404);
  expect(await json(unknown)).toMatchObject({ names: testTokenNames });
});
