import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { expect, test } from '@playwright/test';
import { decodeJwt } from 'jose';
import { createApp } from '../create-app.ts';
import { gatewayConfig, portal, startGateway } from '../testing/start-gateway.ts';
import { authorization, json, location, logIn, redeem, Visitor } from '../testing/visitor.ts';

const citizen = { person: 'citizen', level: 'substantial' };
const other = { person: 'other-citizen', level: 'high' };
const portalSecret = { client_id: 'citizen-portal', client_secret: 'local-secret-citizen-portal' };
const atPortal = { client_id: 'citizen-portal', redirect_uri: `${portal}/callback` };

test('cookies are for this host and https alone, and not for scripts', async () => {
  await using gateway = await startGateway();
  const visitor = new Visitor(gateway.address);
  await logIn(visitor, authorization(), citizen);
  expect(visitor.setCookies.length).toBeGreaterThan(3);
  for (const cookie of visitor.setCookies) {
    expect(cookie).toMatch(/; secure/i);
    expect(cookie).toMatch(/; httponly/i);
    expect(cookie).not.toMatch(/; domain=/i);
  }
  expect(visitor.setCookies.some((cookie) => cookie.startsWith('__Host-idporten-session='))).toBe(true);
});

test('behind an http origin it still works, with cookies that go over http', async () => {
  const origin = 'http://id-porten.id-gateway.local.test';
  await using gateway = await startGateway({}, origin);
  const visitor = new Visitor(gateway.address);
  const resume = location(await visitor.post(location(await visitor.get(authorization().path)), citizen));
  expect(resume.startsWith(`${origin}/authorize/`)).toBe(true);
  expect(location(await visitor.get(new URL(resume).pathname))).toMatch(/\?code=/);
  expect((await visitor.get('/logout')).status).toBe(200);
  for (const cookie of visitor.setCookies) expect(cookie).not.toMatch(/; secure|__Host-/i);
});

test('a session lets another client in without a login, with the first login’s time', async () => {
  await using gateway = await startGateway();
  const visitor = new Visitor(gateway.address);
  const first = authorization();
  const before = await json(await redeem(visitor, await logIn(visitor, first, citizen), first.verifier));
  const second = authorization(atPortal);
  const callback = new URL(location(await visitor.get(second.path)));
  const after = await json(await redeem(visitor, callback, second.verifier, { form: portalSecret }));
  const [was, is] = [decodeJwt(String(before.id_token)), decodeJwt(String(after.id_token))];
  expect(is.auth_time).toBe(was.auth_time);
  expect(is.pid).toBe(was.pid);
});

test('a session that is too low, and prompt=login, lead to the login page; prompt=none is refused', async () => {
  await using gateway = await startGateway();
  const visitor = new Visitor(gateway.address);
  await logIn(visitor, authorization(), citizen);
  const high = { acr_values: 'idporten-loa-high' };
  expect(location(await visitor.get(authorization(high).path))).toMatch(/^\/login\//);
  expect(location(await visitor.get(authorization({ prompt: 'login' }).path))).toMatch(/^\/login\//);
  const silent = location(await visitor.get(authorization({ ...high, prompt: 'none' }).path));
  expect(new URL(silent).searchParams.get('error')).toBe('login_required');
  const either = { acr_values: 'idporten-loa-high idporten-loa-substantial' };
  expect(new URL(location(await visitor.get(authorization(either).path))).searchParams.has('code')).toBe(
    true,
  );
});

test('another person can log in over the first one’s session', async () => {
  await using gateway = await startGateway();
  const visitor = new Visitor(gateway.address);
  await logIn(visitor, authorization(), citizen);
  const request = authorization({ prompt: 'login' });
  const tokens = await json(await redeem(visitor, await logIn(visitor, request, other), request.verifier));
  expect(decodeJwt(String(tokens.id_token)).pid).toBe('24919910077');
});

for (const method of ['GET', 'POST'] as const) {
  test(`logout by ${method} ends the session and leads back, without a question`, async () => {
    await using gateway = await startGateway();
    const visitor = new Visitor(gateway.address);
    const request = authorization(atPortal);
    const callback = await logIn(visitor, request, citizen);
    const tokens = await json(await redeem(visitor, callback, request.verifier, { form: portalSecret }));
    const form = {
      ...(method === 'GET' ? { id_token_hint: String(tokens.id_token) } : { client_id: 'citizen-portal' }),
      post_logout_redirect_uri: `${portal}/`,
      state: 'bye',
    };
    const answer =
      method === 'GET'
        ? await visitor.get(`/logout?${new URLSearchParams(form).toString()}`)
        : await visitor.post('/logout', form);
    expect(location(answer)).toBe(`${portal}/?state=bye`);
    expect(answer.headers.getSetCookie().some((c) => c.startsWith('__Host-idporten-session=;'))).toBe(true);
    expect(location(await visitor.get(authorization().path))).toMatch(/^\/login\//);
    expect((await visitor.get('/logout')).status).toBe(400);
  });
}

test('logout leads nowhere that is not registered, and by a forged hint nowhere at all', async () => {
  await using gateway = await startGateway();
  const visitor = new Visitor(gateway.address);
  await logIn(visitor, authorization(atPortal), citizen);
  const forged = `${btoa('{"alg":"none"}')}.${btoa('{"aud":"citizen-portal"}')}.`.replaceAll('=', '');
  for (const query of [
    { client_id: 'citizen-portal', post_logout_redirect_uri: `${portal}/elsewhere` },
    { client_id: 'nobody', post_logout_redirect_uri: `${portal}/` },
    { id_token_hint: forged, post_logout_redirect_uri: `${portal}/` },
  ]) {
    expect((await visitor.get(`/logout?${new URLSearchParams(query).toString()}`)).status).toBe(400);
  }
  const unnamed = await visitor.get(`/logout?post_logout_redirect_uri=${encodeURIComponent(`${portal}/`)}`);
  expect(unnamed.status).toBe(200);
  expect(await unnamed.text()).toContain('Du er logget ut');
});

test('settings that are not known are named, without their values', async () => {
  const wrong = createApp(gatewayConfig({ login: 'hemmelig', omitClaims: ['sub'], tokens: 1 }));
  await expect(wrong).rejects.toMatchObject({ code: 'ENVIRONMENT_INVALID' });
  await expect(wrong).rejects.toThrow(/settings\.login.*settings\.omitClaims\.0.*tokens/);
  await expect(wrong).rejects.not.toThrow(/hemmelig/);
});

test('the process says that it is ready and nothing else, and ends with its stdin', async ({}, testInfo) => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  const file = testInfo.outputPath('config.json');
  await writeFile(file, JSON.stringify({ ...gatewayConfig(), listen: { host: '127.0.0.1', port } }));
  const service = spawn(process.execPath, [new URL('../service.ts', import.meta.url).pathname, file]);
  const output = { stdout: '', stderr: '' };
  service.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const ready = once(service.stdout, 'data');
  service.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  await ready;
  const visitor = new Visitor(`http://127.0.0.1:${port}`);
  const request = authorization();
  const callback = await logIn(visitor, request, citizen);
  expect((await redeem(visitor, callback, request.verifier)).status).toBe(200);
  service.stdin.end();
  await once(service, 'close');
  expect(output).toEqual({ stdout: '{"ready":true}\n', stderr: '' });
});
