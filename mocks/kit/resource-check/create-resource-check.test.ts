import { createHash, createPublicKey, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { calculateJwkThumbprint, SignJWT, type JWTPayload } from 'jose';
import type { Clock } from '#harness/common/clock.ts';
import { thumbprint } from './check-proof.ts';
import { createResourceCheck, type ResourceRequest } from './create-resource-check.ts';
import { dpopKey, dpopProof, type ProofRequest } from './dpop-proof.ts';
import { refusals } from './refusal.ts';

const issuer = 'https://helse-id.local.test';
const signing = generateKeyPairSync('rsa', { modulusLength: 2048 });
const request = { method: 'POST', url: 'https://message-exchange.local.test:8443/Messages?a=b' };

/** An API with a clock of its own, and a caller with a token for it. */
async function world(changes: JWTPayload = {}, header: Record<string, string> = {}) {
  let now = Date.now();
  const clock: Clock = { now: () => new Date(now), after: () => Promise.resolve() };
  let fetched = 0;
  const jwk = { ...signing.publicKey.export({ format: 'jwk' }), kid: 'k1' };
  const fetchKeys = () => {
    fetched += 1;
    return Promise.resolve({ keys: [jwk] });
  };
  const check = createResourceCheck({ issuer, audience: 'nhn:msh', clock, fetchKeys });
  const key = dpopKey();
  const token = await new SignJWT({
    iss: issuer,
    aud: ['nhn:other', 'nhn:msh'],
    exp: Math.floor(now / 1000) + 600,
    cnf: { jkt: thumbprint(createPublicKey(key)) },
    ...changes,
  })
    .setProtectedHeader({ alg: 'PS256', kid: 'k1', typ: 'at+jwt', ...header })
    .sign(signing.privateKey);
  const proof = (more: Partial<ProofRequest> = {}) =>
    dpopProof({ ...request, key, accessToken: token, now, ...more });
  const ask = async (headers: ResourceRequest['headers'], more: Partial<ResourceRequest> = {}) => {
    const result = await check({ ...request, headers, ...more });
    return result.ok ? 'ok' : result.reason;
  };
  return {
    check,
    token,
    proof,
    fetched: () => fetched,
    pass: (ms: number) => (now += ms),
    ask,
    /** With the token and a proof, good or as given. */
    call: (dpop = proof()) => ask({ authorization: `DPoP ${token}`, dpop }),
  };
}

test('a good request gets the claims; the token is verified once and the keys are fetched once', async () => {
  const { check, token, proof, fetched } = await world({ scope: 'nhn:msh/api', 'helseid://x': 'y' });
  for (let i = 0; i < 3; i += 1) {
    const result = await check({ ...request, headers: { authorization: `dpop ${token}`, dpop: proof() } });
    expect(result).toMatchObject({ ok: true, claims: { scope: 'nhn:msh/api', 'helseid://x': 'y' } });
  }
  expect(fetched()).toBe(1);
});

test('thumbprint() is that of RFC 7638, for every kind of key', async () => {
  const keys = [signing.publicKey, createPublicKey(dpopKey()), generateKeyPairSync('ed25519').publicKey];
  for (const key of keys) {
    expect(thumbprint(key)).toBe(await calculateJwkThumbprint(key.export({ format: 'jwk' })));
  }
});

test('without token, with another scheme, without proof, with two', async () => {
  const { ask, token, proof } = await world();
  const authorization = `DPoP ${token}`;
  expect(await ask({})).toBe('no-token');
  expect(await ask({ authorization: `Bearer ${token}`, dpop: proof() })).toBe('scheme-not-dpop');
  expect(await ask({ authorization: 'DPoP ', dpop: proof() })).toBe('token-malformed');
  expect(await ask({ authorization })).toBe('no-proof');
  expect(await ask({ authorization, dpop: [proof(), proof()] })).toBe('several-proofs');
  expect(await ask({ authorization, dpop: `${proof()}, ${proof()}` })).toBe('several-proofs');
});

test('an access token is refused for what is wrong with it', async () => {
  const past = Math.floor(Date.now() / 1000) - 60;
  expect(await (await world({ exp: past })).call()).toBe('token-expired');
  expect(await (await world({ exp: undefined } as never)).call()).toBe('token-expired');
  expect(await (await world({ nbf: past + 3600 })).call()).toBe('token-not-yet-valid');
  expect(await (await world({ iss: `${issuer}/` })).call()).toBe('token-issuer');
  expect(await (await world({ aud: 'nhn:msh/api' })).call()).toBe('token-audience');
  expect(await (await world({ cnf: undefined })).call()).toBe('token-not-bound');
  expect(await (await world({}, { typ: 'JWT' })).call()).toBe('token-typ');
  expect(await (await world({}, { kid: 'k2' })).call()).toBe('token-key');
  const { ask, token, proof } = await world();
  const forged = `${token.slice(0, -8)}AAAAAAAA`;
  expect(await ask({ authorization: `DPoP ${forged}`, dpop: proof() })).toBe('token-signature');
  const symmetric = `${Buffer.from('{"alg":"HS256","typ":"at+jwt"}').toString('base64url')}.e30.c2ln`;
  expect(await ask({ authorization: `DPoP ${symmetric}`, dpop: proof() })).toBe('token-alg');
});

test('a token that was good is not when it has expired', async () => {
  const { call, pass, proof } = await world();
  expect(await call()).toBe('ok');
  pass(606_000);
  expect(await call(proof())).toBe('token-expired');
});

test('a proof is for one request and one token, made with the token’s key', async () => {
  const { call, proof, ask, token } = await world();
  expect(await call(proof({ method: 'GET' }))).toBe('proof-htm');
  expect(await call(proof({ url: 'https://message-exchange.local.test:8443/messages' }))).toBe('proof-htu');
  expect(await call(proof({ accessToken: 'another' }))).toBe('proof-ath');
  expect(await call(proof({ key: dpopKey() }))).toBe('proof-key');
  const headers = {
    authorization: `DPoP ${token}`,
    dpop: proof({ url: 'HTTPS://Message-Exchange.local.test:443/x' }),
  };
  expect(await ask(headers, { url: 'https://message-exchange.local.test/x?q' })).toBe('ok');
});

test('a proof with a query in htu is refused', async () => {
  const { call, token } = await world();
  const key: KeyObject = dpopKey();
  const dpop = await new SignJWT({
    jti: randomUUID(),
    htm: 'POST',
    htu: request.url,
    ath: createHash('sha256').update(token).digest('base64url'),
  })
    .setIssuedAt()
    .setProtectedHeader({
      alg: 'ES256',
      typ: 'dpop+jwt',
      jwk: createPublicKey(key).export({ format: 'jwk' }),
    })
    .sign(key);
  expect(await call(dpop)).toBe('proof-htu');
});

test('a proof lives 1 s, with 5 s of skew either way, and is good once', async () => {
  const { call, proof, pass } = await world();
  const first = proof();
  expect(await call(first)).toBe('ok');
  expect(await call(first)).toBe('proof-replayed');
  pass(5_000);
  expect(await call(first)).toBe('proof-replayed');
  expect(await call(proof({ now: Date.now() + 9_000 }))).toBe('ok');
  expect(await call(proof({ now: Date.now() + 13_000 }))).toBe('proof-iat-future');
  pass(3_000);
  expect(await call(first)).toBe('proof-iat-past');
});

test('each refusal has words of its own and a challenge that a header can hold', async () => {
  expect(new Set(Object.values(refusals)).size).toBe(Object.keys(refusals).length);
  const { check } = await world();
  const result = await check({ ...request, headers: { authorization: 'Bearer x' } });
  expect(result).toEqual({
    ok: false,
    status: 401,
    error: 'invalid_token',
    reason: 'scheme-not-dpop',
    text: 'The Authorization scheme must be DPoP; a bearer token is not taken.',
    challenge: expect.stringMatching(
      /^DPoP error="invalid_token", error_description="[ -~]+", algs="[ -~]+"$/,
    ),
  });
});

test('whatever comes as token or proof is refused, never an error', async () => {
  const { ask, token, proof } = await world();
  const json = fc.json().map((text) => Buffer.from(text).toString('base64url'));
  const jws = fc.tuple(json, json, fc.base64String()).map((parts) => parts.join('.'));
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), jws), async (text) => {
      expect(await ask({ authorization: `DPoP ${text}`, dpop: proof() })).toMatch(/^token-/);
      expect(await ask({ authorization: `DPoP ${token}`, dpop: text })).toMatch(/proof/);
    }),
  );
});
