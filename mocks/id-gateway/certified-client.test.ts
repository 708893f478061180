import { expect, test } from '@playwright/test';
import { createLocalJWKSet, importJWK, jwtVerify, type JSONWebKeySet } from 'jose';
import * as oidc from 'openid-client';
import { testClientKey } from '#mocks/kit/test-client-key.ts';
import { startBehindFront, type GatewayBehindFront } from './testing/behind-front.ts';
import { harnessClient, json, Visitor } from './testing/visitor.ts';

// openid-client is certified by the OpenID Foundation: what it accepts, other clients will.

type Dpop = oidc.DPoPHandle;
interface Login {
  readonly tokens: Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>;
  readonly dpop: Dpop;
}

/** A login as openid-client does it, with PAR and DPoP; a cookie jar plays the browser. */
async function logIn(
  gateway: GatewayBehindFront,
  config: oidc.Configuration,
  issuer: string,
  parameters: Record<string, string>,
): Promise<Login> {
  const dpop = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair('ES256'));
  const [pkceCodeVerifier, expectedState, expectedNonce] = [
    oidc.randomPKCECodeVerifier(),
    oidc.randomState(),
    oidc.randomNonce(),
  ];
  const request = {
    redirect_uri: harnessClient.redirectUri,
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
    ...parameters,
  };
  const start = await oidc.buildAuthorizationUrlWithPAR(config, request, { DPoP: dpop });
  expect([...start.searchParams.keys()].sort()).toEqual(['client_id', 'request_uri']);
  const visitor = new Visitor(issuer, gateway.fetch);
  let answer = await visitor.get(start.href);
  answer = await visitor.post(answer.headers.get('location') ?? '', { person: 'citizen', level: 'high' });
  answer = await visitor.get(answer.headers.get('location') ?? '');
  const callback = new URL(answer.headers.get('location') ?? '');
  const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
  const tokens = await oidc.authorizationCodeGrant(config, callback, checks, undefined, { DPoP: dpop });
  return { tokens, dpop };
}

async function verify(
  gateway: GatewayBehindFront,
  config: oidc.Configuration,
  token: string,
  audience: string,
) {
  const { jwks_uri: uri = '', issuer } = config.serverMetadata();
  const keys = createLocalJWKSet((await (await gateway.fetch(uri)).json()) as JSONWebKeySet);
  return jwtVerify(token, keys, { issuer, audience });
}

test('openid-client logs in through ID-porten, with PAR and DPoP', async () => {
  await using gateway = await startBehindFront();
  const config = await oidc.discovery(
    new URL(gateway.idPorten),
    harnessClient.clientId,
    undefined,
    oidc.None(),
    { [oidc.customFetch]: gateway.fetch as never },
  );
  const { tokens, dpop } = await logIn(gateway, config, gateway.idPorten, {
    scope: 'openid profile',
    acr_values: 'idporten-loa-high',
  });
  expect(tokens.token_type).toBe('dpop');
  const { payload } = await verify(gateway, config, tokens.id_token ?? '', harnessClient.clientId);
  expect(payload).toMatchObject({ pid: '12837010045', acr: 'idporten-loa-high' });
  expect(payload).not.toHaveProperty('at_hash');
  const access = await verify(gateway, config, tokens.access_token, 'unspecified');
  expect(access.protectedHeader.typ).toBe('at+jwt');
  expect(access.payload).toMatchObject({ sub: payload.sub, cnf: { jkt: await dpop.calculateThumbprint() } });
  const sub = tokens.claims()?.sub ?? '';
  const userinfo = await oidc.fetchUserInfo(config, tokens.access_token, sub, { DPoP: dpop });
  expect(userinfo).toMatchObject({ pid: '12837010045', locale: 'nb' });
});

test('openid-client logs in through HelseID, with PAR and DPoP, and refreshes', async () => {
  await using gateway = await startBehindFront();
  const key = await importJWK(testClientKey, 'ES256');
  if (key instanceof Uint8Array) throw new Error('Expected an asymmetric key.');
  const authentication = oidc.PrivateKeyJwt(
    { key, kid: testClientKey.kid },
    { [oidc.modifyAssertion]: (header) => (header['typ'] = 'client-authentication+jwt') },
  );
  const config = await oidc.discovery(
    new URL(gateway.helseId),
    'verdikjede-records',
    undefined,
    authentication,
    { [oidc.customFetch]: gateway.fetch as never },
  );
  const scope = 'openid profile offline_access helseid://scopes/identity/pid nhn:msh/api';
  const { tokens, dpop } = await logIn(gateway, config, gateway.helseId, { scope });
  expect(tokens.token_type).toBe('dpop');
  await verify(gateway, config, tokens.id_token ?? '', 'verdikjede-records');
  const sub = tokens.claims()?.sub ?? '';
  const userinfo = await oidc.fetchUserInfo(config, tokens.access_token, sub, { DPoP: dpop });
  expect(userinfo['helseid://claims/identity/pid']).toBe('12837010045');

  const refreshed = await oidc.refreshTokenGrant(config, tokens.refresh_token ?? '', undefined, {
    DPoP: dpop,
  });
  const forCredentials = { scope: 'nhn:msh/api' };
  const machine = await oidc.clientCredentialsGrant(config, forCredentials, { DPoP: dpop });
  for (const { access_token: token } of [tokens, refreshed, machine]) {
    const { protectedHeader, payload } = await verify(gateway, config, token, 'nhn:msh');
    expect(protectedHeader.typ).toBe('at+jwt');
    expect(payload).toHaveProperty('cnf.jkt');
  }
});

test('ID-porten’s request_uri is its own kind and lives 120 s', async () => {
  await using gateway = await startBehindFront();
  const visitor = new Visitor(gateway.idPorten, gateway.fetch);
  const form = {
    client_id: harnessClient.clientId,
    redirect_uri: harnessClient.redirectUri,
    response_type: 'code',
    scope: 'openid',
    state: 'state-1',
    nonce: 'nonce-1',
    code_challenge: await oidc.calculatePKCECodeChallenge(oidc.randomPKCECodeVerifier()),
    code_challenge_method: 'S256',
  };
  const pushed = await json(await visitor.post('/par', form));
  expect(pushed).toEqual({ request_uri: expect.stringMatching(/^urn:idporten:[\w-]+$/), expires_in: 120 });
});
