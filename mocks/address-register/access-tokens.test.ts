import { createPublicKey } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { thumbprint } from '#mocks/kit/resource-check/check-proof.ts';
import { dpopKey, dpopProof } from '#mocks/kit/resource-check/dpop-proof.ts';
import { createApp } from './create-app.ts';
import { testConfig } from './test-config.ts';

const rest = 'https://rest.address-register.unit.test:8443';
const cppa = 'https://cppa.address-register.unit.test:8443';

/** HelseID as far as the register asks it: a key set, and tokens signed with its key. */
async function helseId() {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' }] });
  const server = createServer((_request, answer) => answer.end(jwks)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const key = dpopKey();
  const authorized = async (url: string, audience: string, scope: string) => {
    const token = await new SignJWT({ scope, cnf: { jkt: thumbprint(createPublicKey(key)) } })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1', typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime('5m')
      .sign(privateKey);
    const proof = dpopProof({ key, method: 'GET', url, accessToken: token });
    return { host: new URL(url).host, authorization: `DPoP ${token}`, dpop: proof };
  };
  const stop = async () => {
    server.close();
    await once(server, 'close');
  };
  return { issuer, authorized, [Symbol.asyncDispose]: stop };
}

const registerOf = (issuer: string, settings: Record<string, unknown> = {}) =>
  createApp({
    ...testConfig,
    origins: { ...testConfig.origins, 'helse-id.id-gateway': issuer },
    settings,
  });

test('REST and CPPA ask for a token of their own API, with a proof', async () => {
  await using issuer = await helseId();
  const app = registerOf(issuer.issuer);
  const ask = async (url: string, headers: Record<string, string>) =>
    app.inject({ url: url.replace(/^https:\/\/[^/]+/, ''), headers });
  for (const [url, audience, scope] of [
    [`${rest}/CommunicationParties/8990101`, 'nhn:cp-api', 'nhn:cp-api/access-v2-dpop'],
    [`${cppa}/v2/Profiles/8990101`, 'nhn:cppa', 'nhn:cppa/access-with-dpop'],
    [`${cppa}/Profiles/8990101`, 'nhn:cppa', 'nhn:cppa/access'],
  ] as const) {
    const good = await issuer.authorized(url, audience, `x ${scope}`);
    expect((await ask(url, good)).statusCode, url).toBe(200);
    expect((await ask(url, good)).statusCode, 'the same proof again').toBe(401);
    const none = await ask(url, { host: new URL(url).host });
    expect(none.statusCode).toBe(401);
    expect(none.headers['www-authenticate']).toMatch(/^DPoP error=/);
    expect(none.json()).toMatchObject({ status: 401, detail: expect.stringContaining('Authorization') });
    expect((await ask(url, await issuer.authorized(url, 'nhn:msh', scope))).statusCode).toBe(401);
    expect((await ask(url, await issuer.authorized(url, audience, 'nhn:msh/api'))).statusCode).toBe(403);
    const elsewhere = await issuer.authorized(`${url}/elsewhere`, audience, scope);
    expect((await ask(url, elsewhere)).statusCode).toBe(401);
  }
});

test('keys that cannot be had are told as such, and an environment without HelseID is refused', async () => {
  const gone = await helseId();
  const url = `${rest}/CommunicationParties/8990101`;
  const headers = await gone.authorized(url, 'nhn:cp-api', 'nhn:cp-api/access-v2-dpop');
  const app = registerOf(gone.issuer);
  await gone[Symbol.asyncDispose]();
  expect((await app.inject({ url: '/CommunicationParties/8990101', headers })).statusCode).toBe(503);
  const insisting = createApp({ ...testConfig, settings: { tokenCheck: 'always' } });
  await expect(async () => insisting.ready()).rejects.toThrow(/no HelseID/);
});

test('the setting says who needs a token: who comes through the front, everyone, or nobody', async () => {
  await using issuer = await helseId();
  for (const [settings, throughFront, atPlainPort] of [
    [{}, 401, 200],
    [{ tokenCheck: 'always' }, 401, 401],
    [{ tokenCheck: 'never' }, 200, 200],
  ] as const) {
    const app = registerOf(issuer.issuer, settings);
    for (const path of ['/CommunicationParties/8990101', '/Profiles/8990101']) {
      const { host } = new URL(path.startsWith('/Profiles') ? cppa : rest);
      const named = await app.inject({ url: path, headers: { host } });
      const plain = await app.inject({ url: path, headers: { host: 'localhost:9' } });
      expect([named.statusCode, plain.statusCode], path).toEqual([throughFront, atPlainPort]);
    }
  }
});

test('where nobody gives tokens none are asked for', async () => {
  const app = createApp(testConfig);
  const { host } = new URL(rest);
  expect((await app.inject({ url: '/CommunicationParties/8990101', headers: { host } })).statusCode).toBe(
    200,
  );
});
