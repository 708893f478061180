import { expect, test } from '@playwright/test';
import { decodeJwt } from 'jose';
import { startBehindFront } from '../testing/behind-front.ts';
import { callback, HelseIdCaller } from '../testing/helse-id-caller.ts';
import { json, Visitor } from '../testing/visitor.ts';

const citizen = { person: 'citizen', level: 'high' };
const identity = (name: string): string => `helseid://claims/identity/${name}`;
const scope =
  'openid profile offline_access helseid://scopes/identity/pid helseid://scopes/identity/security_level nhn:msh/api';
const child = {
  authorization_details: {
    type: 'helseid_authorization',
    practitioner_role: {
      organization: {
        identifier: { system: 'urn:oid:2.16.578.1.12.4.1.4.101', type: 'ENH', value: '210001077' },
      },
    },
  },
};
const childClaim = 'helseid://claims/client/claims/orgnr_child';

const redeem = (caller: HelseIdCaller, login: { code: string; code_verifier: string }) =>
  caller.token({ grant_type: 'authorization_code', redirect_uri: callback, ...login });

test('a person logs in: id token, access token and userinfo have what the scopes open', async () => {
  await using gateway = await startBehindFront({ helseId: { hprNumbers: { citizen: '9000001' } } });
  const caller = new HelseIdCaller(gateway);
  const login = await caller.logIn(scope, citizen, { payload: child, more: { nonce: 'nonce-1' } });
  const answer = await redeem(caller, login);
  expect(answer.status).toBe(200);
  const tokens = await json(answer);
  expect(tokens).toMatchObject({
    token_type: 'DPoP',
    refresh_token: expect.any(String),
    rt_expires_in: 8 * 3600,
    scope: expect.stringContaining('offline_access'),
  });
  const idToken = decodeJwt(String(tokens.id_token));
  expect(idToken).toMatchObject({
    nonce: 'nonce-1',
    idp: 'testidp-oidc',
    amr: ['TestID'],
    acr: 'Level4',
    name: 'Sprø Lønnesirup',
    [identity('pid')]: '12837010045',
    [identity('security_level')]: '4',
  });
  expect(idToken).not.toHaveProperty(identity('network'));
  const access = decodeJwt(String(tokens.access_token));
  expect(access).toMatchObject({
    aud: 'nhn:msh',
    sub: idToken.sub,
    [identity('pid')]: '12837010045',
    [identity('security_level')]: '4',
    'helseid://claims/hpr/hpr_number': '9000001',
    [childClaim]: '210001077',
  });
  expect(access).not.toHaveProperty('name');

  const accessToken = String(tokens.access_token);
  const url = `${gateway.helseId}/connect/userinfo`;
  const dpop = caller.proof('/connect/userinfo', { accessToken }, 'GET');
  const userinfo = await gateway.fetch(url, { headers: { authorization: `DPoP ${accessToken}`, dpop } });
  expect(await json(userinfo)).toEqual({
    sub: idToken.sub,
    idp: 'testidp-oidc',
    name: 'Sprø Lønnesirup',
    given_name: 'Sprø',
    family_name: 'Lønnesirup',
    [identity('pid')]: '12837010045',
    [identity('security_level')]: '4',
  });
  const bearer = await gateway.fetch(url, { headers: { authorization: `Bearer ${accessToken}` } });
  expect(bearer.status).toBe(401);
  expect(bearer.headers.get('www-authenticate')).toMatch(/^DPoP error="invalid_token"/);
});

test('a refresh token is good once, and keeps person, level and organisation', async () => {
  await using gateway = await startBehindFront();
  const caller = new HelseIdCaller(gateway);
  const first = await json(await redeem(caller, await caller.logIn(scope, citizen, { payload: child })));
  const refresh = { grant_type: 'refresh_token', refresh_token: String(first.refresh_token) };
  const answer = await caller.token(refresh);
  expect(answer.status).toBe(200);
  const second = await json(answer);
  expect(second.rt_expires_in).toBeGreaterThan(8 * 3600 - 60);
  const [was, is] = [first, second].map((tokens) => decodeJwt(String(tokens.access_token)));
  for (const name of ['sub', 'aud', 'cnf', identity('pid'), identity('security_level'), childClaim]) {
    expect(is?.[name], name).toEqual(was?.[name]);
  }
  expect((await caller.token(refresh)).status).toBe(400);
});

test('without offline_access there is no refresh token; a request that was not pushed is refused', async () => {
  await using gateway = await startBehindFront();
  const caller = new HelseIdCaller(gateway);
  const tokens = await json(await redeem(caller, await caller.logIn('openid', citizen)));
  expect(tokens).not.toHaveProperty('refresh_token');
  expect(tokens).not.toHaveProperty('rt_expires_in');
  const query = new URLSearchParams({
    client_id: caller.clientId,
    redirect_uri: callback,
    response_type: 'code',
    scope: 'openid',
    verdikjede_pushed: '{}',
  });
  const visitor = new Visitor(gateway.helseId, gateway.fetch);
  const answer = await visitor.get(`/connect/authorize?${query.toString()}`);
  expect(new URL(answer.headers.get('location') ?? '').searchParams.get('error')).toBe('invalid_request');
});

test('the level asked for is asked of the person; the page says HelseID', async () => {
  await using gateway = await startBehindFront();
  const caller = new HelseIdCaller(gateway);
  const more = { acr_values: 'idp:testidp-oidc Level4' };
  await expect(caller.logIn('openid', { person: 'citizen', level: 'low' }, { more })).rejects.toThrow();
  const visitor = new Visitor(gateway.helseId, gateway.fetch);
  const ended = await visitor.get('/connect/endsession');
  expect(ended.status).toBe(400);
  expect(await ended.text()).toContain('HelseID (etterligning)');
});

test('token exchange: the same person goes on to another API, bound to the exchanger’s key', async () => {
  await using gateway = await startBehindFront();
  const caller = new HelseIdCaller(gateway);
  const subject = await json(await redeem(caller, await caller.logIn(scope, citizen)));
  const exchanger = new HelseIdCaller(gateway);
  const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';
  const exchange = {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: String(subject.access_token),
    subject_token_type: accessTokenType,
    scope: 'nhn:cp-api/access-v2-dpop',
  };
  const answer = await exchanger.token(exchange, { payload: child });
  expect(answer.status).toBe(200);
  const tokens = await json(answer);
  expect(tokens).toMatchObject({ issued_token_type: accessTokenType, token_type: 'DPoP', expires_in: 600 });
  const [was, is] = [subject, tokens].map((one) => decodeJwt(String(one.access_token)));
  expect(is).toMatchObject({
    aud: 'nhn:cp-api',
    sub: was?.sub,
    scope: exchange.scope,
    act: { sub: 'verdikjede-records' },
    [identity('pid')]: '12837010045',
    [childClaim]: '210001077',
  });
  expect(is?.cnf).not.toEqual(was?.cnf);
  const forged = `${exchange.subject_token.slice(0, -6)}AAAAAA`;
  for (const wrong of [
    { subject_token: forged },
    { subject_token_type: 'urn:x' },
    { resource: 'nhn:other' },
  ]) {
    expect((await exchanger.token({ ...exchange, ...wrong })).status).toBe(400);
  }
});
