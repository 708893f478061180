import { expect, test } from '@playwright/test';
import { createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT, type JSONWebKeySet } from 'jose';
import { issuer, portal, startGateway } from '../testing/start-gateway.ts';
import { authorization, harnessClient, json, location, logIn, redeem, Visitor } from '../testing/visitor.ts';

const citizen = { person: 'citizen', level: 'high' };

async function verified(visitor: Visitor, idToken: unknown, audience = harnessClient.clientId) {
  const keys = (await (await visitor.get('/jwks')).json()) as JSONWebKeySet;
  return jwtVerify(String(idToken), createLocalJWKSet(keys), { issuer, audience });
}

test('discovery names ID-porten’s endpoints and values at the https origin', async () => {
  await using gateway = await startGateway();
  const document = await json(await fetch(`${gateway.address}/.well-known/openid-configuration`));
  expect(document).toMatchObject({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    pushed_authorization_request_endpoint: `${issuer}/par`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    introspection_endpoint: `${issuer}/introspect`,
    end_session_endpoint: `${issuer}/logout`,
    jwks_uri: `${issuer}/jwks`,
    acr_values_supported: ['idporten-loa-low', 'idporten-loa-substantial', 'idporten-loa-high'],
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    ui_locales_supported: ['nb', 'nn', 'en', 'se'],
    prompt_values_supported: ['none', 'login'],
    authorization_response_iss_parameter_supported: true,
  });
  expect(document.token_endpoint_auth_methods_supported).toEqual(
    expect.arrayContaining(['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none']),
  );
});

test('TestID: the whole code flow ends in tokens with ID-porten’s claims', async () => {
  await using gateway = await startGateway();
  const visitor = new Visitor(gateway.address);
  const request = authorization({ acr_values: 'idporten-loa-high' });
  const callback = await logIn(visitor, request, citizen);
  expect(callback.origin + callback.pathname).toBe(harnessClient.redirectUri);
  expect([...callback.searchParams.keys()].sort()).toEqual(['code', 'iss', 'state']);
  expect(callback.searchParams.get('iss')).toBe(issuer);
  expect(callback.searchParams.get('state')).toBe('state-1');

  const tokens = await json(await redeem(visitor, callback, request.verifier));
  expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 599, scope: 'openid profile' });
  const { payload, protectedHeader } = await verified(visitor, tokens.id_token);
  expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: expect.any(String) });
  expect(Object.keys(payload).sort()).toEqual(
    ['acr', 'amr', 'aud', 'auth_time', 'exp', 'iat', 'iss', 'jti', 'locale', 'nonce', 'pid', 'sub'].sort(),
  );
  expect(payload).toMatchObject({
    acr: 'idporten-loa-high',
    amr: ['TestID'],
    nonce: 'nonce-1',
    locale: 'nb',
  });
  expect(payload.pid).toBe('12837010045');
  expect(payload.sub).not.toContain('citizen');

  const bearer = { authorization: `Bearer ${String(tokens.access_token)}` };
  const userinfo = await json(await fetch(`${gateway.address}/userinfo`, { headers: bearer }));
  expect(userinfo).toEqual({ sub: payload.sub, pid: payload.pid, locale: 'nb' });
});

test('MinID: a typed fødselsnummer and the static code log in', async () => {
  await using gateway = await startGateway({ login: 'MinID' });
  const visitor = new Visitor(gateway.address);
  const request = authorization();
  const form = { pid: '128370 10045', code: '12345', level: 'substantial' };
  const tokens = await json(await redeem(visitor, await logIn(visitor, request, form), request.verifier));
  const { payload } = await verified(visitor, tokens.id_token);
  expect(payload).toMatchObject({ acr: 'idporten-loa-substantial', amr: ['Minid-OTC'], pid: '12837010045' });
});

test('the portal authenticates by secret, basic or post; introspection shows its access token', async () => {
  await using gateway = await startGateway();
  const basic = `Basic ${btoa('citizen-portal:local-secret-citizen-portal')}`;
  const secret = { client_id: 'citizen-portal', client_secret: 'local-secret-citizen-portal' };
  for (const client of [{ form: {}, headers: { authorization: basic } }, { form: secret }]) {
    const visitor = new Visitor(gateway.address);
    const request = authorization({ client_id: 'citizen-portal', redirect_uri: `${portal}/callback` });
    const response = await redeem(visitor, await logIn(visitor, request, citizen), request.verifier, client);
    expect(response.status).toBe(200);
    const tokens = await json(response);
    const token = await json(
      await visitor.post('/introspect', { token: String(tokens.access_token) }, { authorization: basic }),
    );
    expect(token).toMatchObject({
      active: true,
      client_id: 'citizen-portal',
      acr: 'idporten-loa-high',
      scope: 'openid profile',
      client_amr: 'client_secret_basic',
    });
  }
});

test('a client with keys authenticates by private_key_jwt; sub is pairwise', async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const other = { clientId: 'other-service', redirectUris: ['https://other.verdikjede.test/callback'] };
  const keys = { keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256', kid: 'k1' }] };
  const harness = { clientId: harnessClient.clientId, redirectUris: [harnessClient.redirectUri] };
  await using gateway = await startGateway({ clients: [{ ...other, jwks: keys }, harness] });
  const assertion = await new SignJWT({ jti: 'one-time' })
    .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
    .setIssuer(other.clientId)
    .setSubject(other.clientId)
    .setAudience(issuer)
    .setIssuedAt()
    .setExpirationTime('2m')
    .sign(privateKey);
  const visitor = new Visitor(gateway.address);
  const request = authorization({ client_id: other.clientId, redirect_uri: other.redirectUris[0] });
  const response = await redeem(visitor, await logIn(visitor, request, citizen), request.verifier, {
    form: {
      client_id: other.clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    },
  });
  const mine = await verified(visitor, (await json(response)).id_token, other.clientId);

  const again = authorization();
  const theirs = await json(
    await redeem(visitor, new URL(location(await visitor.get(again.path))), again.verifier),
  );
  expect((await verified(visitor, theirs.id_token)).payload.sub).not.toBe(mine.payload.sub);
});

test('a pushed authorization request leads to the same login', async () => {
  await using gateway = await startGateway();
  const visitor = new Visitor(gateway.address);
  const request = authorization();
  const form = Object.fromEntries(new URLSearchParams(request.path.split('?')[1]));
  const pushed = await json(await visitor.post('/par', form));
  const path = `/authorize?${new URLSearchParams({ client_id: harnessClient.clientId, request_uri: String(pushed.request_uri) }).toString()}`;
  const callback = await logIn(visitor, { ...request, path }, citizen);
  expect((await redeem(visitor, callback, request.verifier)).status).toBe(200);
});

test('amr: string makes amr one string, as in ID-porten’s own example', async () => {
  await using gateway = await startGateway({ amr: 'string' });
  const visitor = new Visitor(gateway.address);
  const request = authorization();
  const tokens = await json(await redeem(visitor, await logIn(visitor, request, citizen), request.verifier));
  expect((await verified(visitor, tokens.id_token)).payload.amr).toBe('TestID');
});

test('omitClaims leaves claims out of id_token and userinfo', async () => {
  await using gateway = await startGateway({ omitClaims: ['pid', 'acr', 'amr'], tokenLifetimeSeconds: 30 });
  const visitor = new Visitor(gateway.address);
  const request = authorization({ acr_values: 'idporten-loa-low' });
  const tokens = await json(await redeem(visitor, await logIn(visitor, request, citizen), request.verifier));
  expect(tokens.expires_in).toBe(30);
  const { payload } = await verified(visitor, tokens.id_token);
  for (const claim of ['pid', 'acr', 'amr']) expect(payload).not.toHaveProperty(claim);
  expect(payload).toMatchObject({ locale: 'nb', auth_time: expect.any(Number) });
  const bearer = { authorization: `Bearer ${String(tokens.access_token)}` };
  const userinfo = await json(await fetch(`${gateway.address}/userinfo`, { headers: bearer }));
  expect(Object.keys(userinfo).sort()).toEqual(['locale', 'sub']);
});

for (const [name, changes, description] of [
  ['without PKCE', { code_challenge: undefined, code_challenge_method: undefined }, /PKCE/],
  ['with plain PKCE', { code_challenge_method: 'plain' }, /code_challenge_method/],
  ['without state', { state: undefined }, /state/],
  ['without nonce', { nonce: undefined }, /nonce/],
  ['with an unknown level', { acr_values: 'Level4' }, /acr_values/],
] as const) {
  test(`a request ${name} is refused at the client`, async () => {
    await using gateway = await startGateway();
    const answer = new URL(location(await new Visitor(gateway.address).get(authorization(changes).path)));
    expect(answer.origin + answer.pathname).toBe(harnessClient.redirectUri);
    expect(answer.searchParams.get('error')).toBe('invalid_request');
    expect(answer.searchParams.get('error_description')).toMatch(description);
    expect(answer.searchParams.get('iss')).toBe(issuer);
  });
}

for (const redirect of [`${harnessClient.redirectUri}/`, 'https://elsewhere.verdikjede.test/', undefined]) {
  test(`redirect URI ${redirect ?? 'left out'}: a page, never a redirect`, async () => {
    await using gateway = await startGateway();
    const answer = await new Visitor(gateway.address).get(authorization({ redirect_uri: redirect }).path);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('location')).toBeNull();
    expect(await answer.text()).toContain('Innloggingen kan ikke gjennomføres');
  });
}

test('a code is good once, and with its own verifier only', async () => {
  await using gateway = await startGateway();
  const visitor = new Visitor(gateway.address);
  const request = authorization();
  const callback = await logIn(visitor, request, citizen);
  expect((await redeem(visitor, callback, authorization().verifier)).status).toBe(400);
  const tokens = await json(await redeem(visitor, callback, request.verifier));
  expect((await redeem(visitor, callback, request.verifier)).status).toBe(400);
  const bearer = { authorization: `Bearer ${String(tokens.access_token)}` };
  expect((await fetch(`${gateway.address}/userinfo`, { headers: bearer })).status).toBe(401);
});
