import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, expect, test } from '@playwright/test';
import { exportJWK, generateKeyPair, decodeJwt, SignJWT } from 'jose';
import { requireBrowser } from '#harness/environment/tools/find-browser.ts';
import { startHttpsFront } from '#mocks/kit/testing/https-front.ts';
import { issuer, startGateway } from '../testing/start-gateway.ts';
import { authorization, harnessClient, json, location, logIn, redeem, Visitor } from '../testing/visitor.ts';

const citizen = { person: 'citizen', level: 'high' };
const client = (clientId: string, rest: object = {}) => ({
  clientId,
  redirectUris: [`https://${clientId}.verdikjede.test/callback`],
  postLogoutRedirectUris: [`https://${clientId}.verdikjede.test/`],
  ...rest,
});
const told = (clientId: string, uri = `https://${clientId}.verdikjede.test/logged-out?own=1`) =>
  client(clientId, { frontchannelLogoutUri: uri });

/** Logs in at a client, by the session where there is one; resolves to the claims of its id_token. */
async function enter(visitor: Visitor, clientId: string) {
  const request = authorization({
    client_id: clientId,
    redirect_uri: `https://${clientId}.verdikjede.test/callback`,
  });
  const first = location(await visitor.get(request.path));
  const callback = first.includes('/login/') ? await logIn(visitor, request, citizen) : new URL(first);
  const tokens = await json(
    await redeem(visitor, callback, request.verifier, { form: { client_id: clientId } }),
  );
  return decodeJwt(String(tokens.id_token));
}
const framesIn = (page: string): URL[] =>
  [...page.matchAll(/<iframe src="([^"]*)"/g)].map(([, src = '']) => new URL(src.replaceAll('&amp;', '&')));

test('sid is for clients that are told of logouts, and of a kind of their own', async () => {
  await using gateway = await startGateway({ clients: [told('first'), told('second'), client('third')] });
  const visitor = new Visitor(gateway.address);
  const [first, second, third] = [
    await enter(visitor, 'first'),
    await enter(visitor, 'second'),
    await enter(visitor, 'third'),
  ];
  expect(first.sid).toMatch(/^[\w-]{10,}$/);
  expect(second.sid).toMatch(/^[\w-]{10,}$/);
  expect(second.sid).not.toBe(first.sid);
  expect(third).not.toHaveProperty('sid');
  const discovery = await json(await visitor.get('/.well-known/openid-configuration'));
  expect(discovery).toMatchObject({
    frontchannel_logout_supported: true,
    frontchannel_logout_session_supported: true,
  });
});

test('a logout is told to all clients of the session, the one that asks included, and then leads back', async () => {
  await using gateway = await startGateway({
    clients: [told('first'), told('second'), client('third'), told('elsewhere')],
  });
  const visitor = new Visitor(gateway.address);
  const first = await enter(visitor, 'first');
  const second = await enter(visitor, 'second');
  await enter(visitor, 'third');
  const query = new URLSearchParams({
    client_id: 'first',
    post_logout_redirect_uri: 'https://first.verdikjede.test/',
    state: 'bye "&',
  });
  const answer = await visitor.get(`/logout?${query.toString()}`);
  expect(answer.status).toBe(200);
  const frames = framesIn(await answer.text());
  expect(frames.map((frame) => [frame.host, Object.fromEntries(frame.searchParams)])).toEqual([
    ['first.verdikjede.test', { own: '1', iss: issuer, sid: first.sid }],
    ['second.verdikjede.test', { own: '1', iss: issuer, sid: second.sid }],
  ]);
  expect(answer.headers.get('refresh')).toBe('1; url=https://first.verdikjede.test/?state=bye+%22%26');
  expect(answer.headers.get('content-security-policy')).toMatch(
    /; frame-src https:\/\/first\.verdikjede\.test https:\/\/second\.verdikjede\.test$/,
  );
  expect((await visitor.get('/logout')).status).toBe(400);
});

test('a browser tells the client in a frame, without a script, and goes back', async () => {
  const [host, portal] = ['id-porten.id-gateway.local.test', 'citizen-portal.local.test'];
  await using front = await startHttpsFront([host, portal]);
  const asked: string[] = [];
  const service = createServer((request, reply) => {
    asked.push(request.url ?? '');
    reply.end('the client');
  }).listen(0, '127.0.0.1');
  await once(service, 'listening');
  front.routes.set(portal, `http://127.0.0.1:${(service.address() as AddressInfo).port}`);
  const [issuerHere, origin] = [host, portal].map((name) => `https://${name}:${front.port}`) as [
    string,
    string,
  ];
  const first = {
    clientId: harnessClient.clientId,
    redirectUris: [`${origin}/callback`],
    postLogoutRedirectUris: [`${origin}/back`],
    frontchannelLogoutUri: `${origin}/logged-out`,
  };
  await using gateway = await startGateway({ clients: [first] }, issuerHere);
  front.routes.set(host, gateway.address);
  const browser = await chromium.launch({
    executablePath: requireBrowser(),
    args: [
      `--ignore-certificate-errors-spki-list=${front.spki}`,
      '--host-resolver-rules=MAP *.local.test 127.0.0.1',
    ],
  });
  try {
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await page.goto(issuerHere + authorization({ redirect_uri: `${origin}/callback` }).path);
    await page.getByRole('radio', { name: /Sprø/ }).check();
    await page.getByRole('radio', { name: /Høyt/ }).check();
    await page.getByRole('button', { name: 'Logg inn' }).click();
    await page.waitForURL(`${origin}/callback?*`);
    const back = encodeURIComponent(`${origin}/back`);
    await page.goto(`${issuerHere}/logout?client_id=${first.clientId}&post_logout_redirect_uri=${back}`);
    await page.waitForURL(`${origin}/back`);
  } finally {
    await browser.close();
    service.close();
  }
  const seen = asked.filter((url) => url.startsWith('/logged-out'));
  expect(seen).toEqual([expect.stringMatching(/^\/logged-out\?iss=https.*&sid=[\w-]+$/)]);
});

test('private_key_jwt at the token endpoint needs client_id beside the assertion, for issuer or token address', async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256', kid: 'k1' }] };
  await using gateway = await startGateway({ clients: [client('first', { jwks: keys })] });
  const tokensFor = async (audience: string, more: Record<string, string>): Promise<Response> => {
    const visitor = new Visitor(gateway.address);
    const request = authorization({
      client_id: 'first',
      redirect_uri: 'https://first.verdikjede.test/callback',
    });
    const callback = await logIn(visitor, request, citizen);
    const assertion = await new SignJWT({ jti: crypto.randomUUID() })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .setIssuer('first')
      .setSubject('first')
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime('2m')
      .sign(privateKey);
    const form = {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      ...more,
    };
    return redeem(visitor, callback, request.verifier, { form });
  };
  for (const audience of [issuer, `${issuer}/token`]) {
    expect((await tokensFor(audience, { client_id: 'first' })).status).toBe(200);
  }
  const refused = await tokensFor(issuer, {});
  expect([refused.status, await json(refused)]).toEqual([
    400,
    expect.objectContaining({
      error: 'invalid_request',
      error_description: expect.stringContaining('client_id'),
    }),
  ]);
  expect((await tokensFor('https://elsewhere.verdikjede.test', { client_id: 'first' })).status).toBe(401);
});

test('the code comes by query, by form and in the fragment, with iss in each', async () => {
  await using gateway = await startGateway();
  const visitor = new Visitor(gateway.address);
  await logIn(visitor, authorization(), citizen);
  const inFragment = new URL(location(await visitor.get(authorization({ response_mode: 'fragment' }).path)));
  const fragment = new URLSearchParams(inFragment.hash.slice(1));
  expect([inFragment.search, fragment.has('code'), fragment.get('iss')]).toEqual(['', true, issuer]);
  const form = await (await visitor.get(authorization({ response_mode: 'form_post' }).path)).text();
  for (const name of ['code', 'state', 'iss']) expect(form).toContain(`name="${name}"`);
  expect(form).toContain(`action="${harnessClient.redirectUri}"`);
});
