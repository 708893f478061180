import { expect, test } from '@playwright/test';
import {
  createLocalJWKSet,
  decodeJwt,
  exportJWK,
  generateKeyPair,
  importJWK,
  jwtVerify,
  type JSONWebKeySet,
} from 'jose';
import * as oidc from 'openid-client';
import { testClientKey } from '#mocks/kit/test-client-key.ts';
import { startBehindFront, type GatewayBehindFront } from './testing/behind-front.ts';
import { harnessClient, Visitor } from './testing/visitor.ts';

// As a certified client does it, through TLS.
const serviceId = 'service-with-keys';
const redirectUri = 'https://service.verdikjede.test/callback';
const api = 'https://api.verdikjede.test';

async function idPortenService() {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256', kid: 'k1' }] };
  const client = {
    ...{ clientId: serviceId, redirectUris: [redirectUri], jwks },
    ...{ organisationNumber: '210001018', supplierNumber: '210001077' },
  };
  return { settings: { clients: [client] }, key: { key: privateKey, kid: 'k1' } };
}

async function callbackOf(gateway: GatewayBehindFront, issuer: string, start: URL): Promise<URL> {
  const visitor = new Visitor(issuer, gateway.fetch);
  let answer = await visitor.get(start.href);
  answer = await visitor.post(answer.headers.get('location') ?? '', { person: 'citizen', level: 'high' });
  answer = await visitor.get(answer.headers.get('location') ?? '');
  return new URL(answer.headers.get('location') ?? '');
}

async function request(more: Record<string, string>) {
  const checks = {
    pkceCodeVerifier: oidc.randomPKCECodeVerifier(),
    expectedState: oidc.randomState(),
    expectedNonce: oidc.randomNonce(),
  };
  const parameters = {
    redirect_uri: redirectUri,
    code_challenge: await oidc.calculatePKCECodeChallenge(checks.pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: checks.expectedState,
    nonce: checks.expectedNonce,
    ...more,
  };
  return { checks, parameters };
}

test('ID-porten takes a signed request by value, pushed or not, and no other', async () => {
  const { settings, key } = await idPortenService();
  await using gateway = await startBehindFront(settings);
  const options = { [oidc.customFetch]: gateway.fetch as never };
  const config = await oidc.discovery(
    new URL(gateway.idPorten),
    serviceId,
    undefined,
    oidc.PrivateKeyJwt(key),
    options,
  );
  expect(config.serverMetadata()).toMatchObject({ request_parameter_supported: true });
  const { checks, parameters } = await request({ scope: 'openid', ui_locales: 'nn-NO en', resource: api });
  const signed = await oidc.buildAuthorizationUrlWithJAR(config, parameters, key);
  expect([...signed.searchParams.keys()].sort()).toEqual(['client_id', 'request']);
  const pushed = await oidc.buildAuthorizationUrlWithPAR(config, Object.fromEntries(signed.searchParams));
  for (const start of [signed, pushed]) {
    const callback = await callbackOf(gateway, gateway.idPorten, start);
    const tokens = await oidc.authorizationCodeGrant(config, callback, checks);
    expect(tokens.claims()).toMatchObject({ locale: 'nn', pid: '12837010045' });
  }
  const forged = new URL(signed);
  forged.searchParams.set('request', `${signed.searchParams.get('request')?.slice(0, -4) ?? ''}AAAA`);
  for (const start of [
    forged,
    new URL(`/authorize?client_id=${serviceId}&request_uri=${api}`, gateway.idPorten),
  ]) {
    const answer = await new Visitor(gateway.idPorten, gateway.fetch).get(start.href);
    expect(answer.status).toBeGreaterThanOrEqual(303);
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers.get('location') ?? '').not.toContain('/login/');
  }
});

test('ID-porten’s access token is a JWT for the API asked for, good at userinfo and introspection', async () => {
  const { settings, key } = await idPortenService();
  await using gateway = await startBehindFront(settings);
  const options = { [oidc.customFetch]: gateway.fetch as never };
  const authentication = oidc.PrivateKeyJwt(key);
  const config = await oidc.discovery(
    new URL(gateway.idPorten),
    serviceId,
    undefined,
    authentication,
    options,
  );
  const keys = createLocalJWKSet(
    (await (await gateway.fetch(`${gateway.idPorten}/jwks`)).json()) as JSONWebKeySet,
  );
  for (const resource of [api, undefined]) {
    const { checks, parameters } = await request({ scope: 'openid', ...(resource ? { resource } : {}) });
    const start = oidc.buildAuthorizationUrl(config, parameters);
    const callback = await callbackOf(gateway, gateway.idPorten, start);
    const tokens = await oidc.authorizationCodeGrant(config, callback, checks);
    const { access_token: token } = tokens;
    const { payload } = await jwtVerify(token, keys, {
      issuer: gateway.idPorten,
      audience: resource ?? 'unspecified',
      typ: 'at+jwt',
    });
    const organisation = (number: string) => ({ authority: 'iso6523-actorid-upis', ID: `0192:${number}` });
    const { sub } = tokens.claims() ?? { sub: '' };
    expect(payload).toEqual({
      ...{
        iss: gateway.idPorten,
        aud: resource ?? 'unspecified',
        sub,
        client_id: serviceId,
        scope: 'openid',
      },
      ...{ pid: '12837010045', acr: 'idporten-loa-high', client_amr: 'private_key_jwt' },
      consumer: organisation('210001018'),
      supplier: organisation('210001077'),
      ...{ iat: expect.any(Number), exp: (payload.iat ?? 0) + 599, jti: expect.any(String) },
    });
    expect(await oidc.fetchUserInfo(config, token, sub)).toMatchObject({ pid: '12837010045', locale: 'nb' });
    expect(await oidc.tokenIntrospection(config, token)).toMatchObject({
      ...{ active: true, sub, client_id: serviceId, scope: 'openid', acr: 'idporten-loa-high' },
    });
    for (const wrong of [`${token.slice(0, -6)}AAAAAA`, String(payload.jti), 'x.y.z', 'x']) {
      const introspected = await oidc.tokenIntrospection(config, wrong);
      expect(introspected).toEqual({ active: false });
    }
  }
});

test('opaque access tokens are a setting', async () => {
  await using gateway = await startBehindFront({ accessTokens: 'opaque' });
  const options = { [oidc.customFetch]: gateway.fetch as never };
  const config = await oidc.discovery(
    new URL(gateway.idPorten),
    harnessClient.clientId,
    undefined,
    oidc.None(),
    options,
  );
  const { checks, parameters } = await request({
    scope: 'openid',
    redirect_uri: harnessClient.redirectUri,
  });
  const callback = await callbackOf(
    gateway,
    gateway.idPorten,
    oidc.buildAuthorizationUrl(config, parameters),
  );
  const { access_token: token } = await oidc.authorizationCodeGrant(config, callback, checks);
  expect(token).not.toContain('.');
});

test('HelseID takes a signed request instead of a pushed one, organisation and all', async () => {
  const [details, personClaims] = [{ profession: 'LE' }, ['helseid://claims/hpr/hpr_details']];
  const msh = { audience: 'nhn:msh', scopes: ['nhn:msh/api'], personClaims };
  const records = {
    ...{ clientId: 'records', organisationNumber: '210001018', redirectUris: [redirectUri] },
    claims: { herid: '0' },
  };
  await using gateway = await startBehindFront({
    helseId: { apis: [msh], clients: [records], hprDetails: { citizen: details } },
  });
  const privateKey = await importJWK(testClientKey, 'ES256');
  if (privateKey instanceof Uint8Array) throw new Error('Expected an asymmetric key.');
  const key = { key: privateKey, kid: testClientKey.kid };
  const authentication = oidc.PrivateKeyJwt(key, {
    [oidc.modifyAssertion]: (header) => (header['typ'] = 'client-authentication+jwt'),
  });
  const options = { [oidc.customFetch]: gateway.fetch as never };
  const config = await oidc.discovery(
    new URL(gateway.helseId),
    'records',
    undefined,
    authentication,
    options,
  );
  expect(config.serverMetadata()).not.toHaveProperty('require_pushed_authorization_requests');
  const child = '210001077';
  const identifier = { system: 'urn:oid:2.16.578.1.12.4.1.4.101', type: 'ENH', value: child };
  const organisation = {
    type: 'helseid_authorization',
    practitioner_role: { organization: { identifier } },
  };
  const scope = 'openid offline_access nhn:msh/api';
  const { checks, parameters } = await request({ scope, verdikjede_pushed: '{}' });
  const signed = await oidc.buildAuthorizationUrlWithJAR(config, parameters, key, {
    [oidc.modifyAssertion]: (_header, payload) => {
      payload['authorization_details'] = [organisation] as never;
    },
  });
  const pushed = await oidc.buildAuthorizationUrlWithPAR(config, Object.fromEntries(signed.searchParams));
  for (const start of [signed, pushed]) {
    const callback = await callbackOf(gateway, gateway.helseId, start);
    const dpop = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair('ES256'));
    const tokens = await oidc.authorizationCodeGrant(config, callback, checks, undefined, { DPoP: dpop });
    expect(tokens.refresh_token).toBeDefined();
    const access = decodeJwt(tokens.access_token);
    expect(access).toMatchObject({
      ...{ aud: 'nhn:msh', herid: '0', 'helseid://claims/client/claims/orgnr_child': child },
      'helseid://claims/hpr/hpr_details': JSON.stringify(details),
    });
    expect(access).not.toHaveProperty('helseid://claims/identity/pid');
  }
  const forged = new URL(signed);
  forged.searchParams.set('request', `${signed.searchParams.get('request')?.slice(0, -4) ?? ''}AAAA`);
  const refused = await new Visitor(gateway.helseId, gateway.fetch).get(forged.href);
  expect(refused.headers.get('location') ?? (await refused.text())).toContain('invalid_request_object');
});
