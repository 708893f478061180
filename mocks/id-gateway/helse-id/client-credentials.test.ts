import { expect, test } from '@playwright/test';
import { createPublicKey } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, jwtVerify, type JSONWebKeySet } from 'jose';
import { thumbprint } from '#mocks/kit/resource-check/check-proof.ts';
import { startBehindFront, type GatewayBehindFront } from '../testing/behind-front.ts';
import { HelseIdCaller, type AssertionChanges } from '../testing/helse-id-caller.ts';
import { json } from '../testing/visitor.ts';

const form = { grant_type: 'client_credentials', scope: 'nhn:msh/api' };
const claim = (name: string): string => `helseid://claims/client/claims/${name}`;

async function verified({ fetch, helseId }: GatewayBehindFront, token: unknown, audience: string) {
  const keys = (await (
    await fetch(`${helseId}/.well-known/openid-configuration/jwks`)
  ).json()) as JSONWebKeySet;
  return jwtVerify(String(token), createLocalJWKSet(keys), { issuer: helseId, audience, typ: 'at+jwt' });
}

test('discovery names HelseID’s endpoints and what they ask for', async () => {
  await using gateway = await startBehindFront();
  const { helseId } = gateway;
  const document = await json(await gateway.fetch(`${helseId}/.well-known/openid-configuration`));
  expect(document).toMatchObject({
    issuer: helseId,
    authorization_endpoint: `${helseId}/connect/authorize`,
    token_endpoint: `${helseId}/connect/token`,
    userinfo_endpoint: `${helseId}/connect/userinfo`,
    end_session_endpoint: `${helseId}/connect/endsession`,
    pushed_authorization_request_endpoint: `${helseId}/connect/par`,
    jwks_uri: `${helseId}/.well-known/openid-configuration/jwks`,
    request_parameter_supported: true,
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  });
  expect(document.dpop_signing_alg_values_supported).toEqual(
    expect.arrayContaining(['RS256', 'ES256', 'PS512']),
  );
  expect(document.grant_types_supported).toEqual(
    expect.arrayContaining([
      'authorization_code',
      'client_credentials',
      'refresh_token',
      'urn:ietf:params:oauth:grant-type:token-exchange',
    ]),
  );
});

test('client credentials: first a nonce, then a token bound to the key, for the API of the scope', async () => {
  await using gateway = await startBehindFront();
  const caller = new HelseIdCaller(gateway);
  const path = '/connect/token';
  const first = await caller.post(path, form, { headers: { dpop: caller.proof(path) } });
  expect(first.status).toBe(400);
  expect(await json(first)).toMatchObject({ error: 'use_dpop_nonce' });
  const nonce = first.headers.get('dpop-nonce') ?? '';
  const headers = { dpop: caller.proof(path, { nonce }) };
  const second = await caller.post(path, form, { headers });
  expect(second.status).toBe(200);
  const tokens = await json(second);
  expect(tokens).toMatchObject({ token_type: 'DPoP', expires_in: 600, scope: 'nhn:msh/api' });
  const { payload, protectedHeader } = await verified(gateway, tokens.access_token, 'nhn:msh');
  expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'at+jwt', kid: expect.any(String) });
  expect(payload).toEqual({
    iss: gateway.helseId,
    aud: 'nhn:msh',
    sub: 'verdikjede-records',
    client_id: 'verdikjede-records',
    scope: 'nhn:msh/api',
    cnf: { jkt: thumbprint(createPublicKey(caller.key)) },
    jti: expect.any(String),
    iat: expect.any(Number),
    nbf: payload.iat,
    exp: (payload.iat ?? 0) + 600,
    'helseid://claims/client/client_name': 'Journalsystemet',
    'helseid://claims/client/amr': 'private_key_jwt',
    [claim('orgnr_parent')]: '210001018',
    [claim('client_tenancy')]: 'single-tenant',
  });
  expect((await caller.post(path, form, { headers })).status).toBe(400);
  expect((await caller.post(path, form)).status).toBe(400);
});

test('the audience follows the scopes, or the resource that is named', async () => {
  await using gateway = await startBehindFront();
  const caller = new HelseIdCaller(gateway);
  const audience = async (more: Record<string, string>) =>
    decodeJwt(String((await json(await caller.token({ ...form, ...more }))).access_token)).aud;
  const both = 'nhn:msh/api nhn:cp-api/access-v2-dpop';
  expect(await audience({ scope: both })).toEqual(['nhn:msh', 'nhn:cp-api']);
  expect(await audience({ scope: both, resource: 'nhn:cp-api' })).toBe('nhn:cp-api');
  for (const wrong of [{ scope: 'nhn:other/api' }, { scope: 'openid' }, { resource: 'nhn:other' }]) {
    const answer = await caller.token({ ...form, ...wrong });
    expect(answer.status).toBe(400);
    expect(['invalid_scope', 'invalid_target']).toContain((await json(answer)).error);
  }
});

const wrongAssertions: Record<string, AssertionChanges> = {
  'typ JWT': { header: { typ: 'JWT' } },
  'no typ': { header: { typ: undefined } as never },
  'another audience': { payload: { aud: 'https://elsewhere.local.test' } },
  'the token endpoint as audience': {
    payload: { aud: 'https://helse-id.id-gateway.local.test/connect/token' },
  },
  'another issuer': { payload: { iss: 'somebody-else' } },
  'a long life': { payload: { exp: Math.floor(Date.now() / 1000) + 3600 } },
  'a life that is over': { payload: { exp: Math.floor(Date.now() / 1000) - 60 } },
  'no jti': { payload: { jti: undefined } as never },
};
for (const [name, changes] of Object.entries(wrongAssertions)) {
  test(`a client assertion with ${name} is refused`, async () => {
    await using gateway = await startBehindFront();
    const answer = await new HelseIdCaller(gateway).token(form, changes);
    expect(answer.status).toBe(401);
    expect(await json(answer)).toMatchObject({ error: 'invalid_client' });
  });
}

test('a client assertion is good once; another typ is taken where the settings say so', async () => {
  await using gateway = await startBehindFront({ helseId: { assertionTypes: ['JWT'] } });
  const caller = new HelseIdCaller(gateway);
  const old = { header: { typ: 'JWT' } };
  expect((await caller.token(form, old)).status).toBe(200);
  const assertion = await caller.assertion(old);
  const path = '/connect/token';
  const send = () =>
    caller.post(path, { ...form, client_assertion: assertion }, { headers: { dpop: caller.proof(path) } });
  expect((await send()).status).toBe(400);
  expect((await send()).status).toBe(401);
});

const detail = (system: string, value: string) => ({
  type: 'helseid_authorization',
  practitioner_role: { organization: { identifier: { system, type: 'ENH', value } } },
});

test('the organisation comes from the assertion, by both names of the claim', async () => {
  const clients = [
    { clientId: 'verdikjede-records', organisationNumber: '210001018' },
    { clientId: 'supplier', tenancy: 'multi-tenant', organisationNumber: '210001050' },
  ];
  await using gateway = await startBehindFront({ helseId: { clients } });
  const organisation = async (clientId: string, payload: object) => {
    const answer = await new HelseIdCaller(gateway, clientId).token(form, { payload: payload as never });
    const { access_token: token, error } = await json(answer);
    if (answer.status !== 200) return error;
    return Object.fromEntries(
      Object.entries(decodeJwt(String(token))).filter(([name]) => name.startsWith(claim(''))),
    );
  };
  const both = [detail('urn:oid:1.0.6523', 'NO:ORGNR:210001018:210001077')];
  const supplied = {
    [claim('orgnr_parent')]: '210001018',
    [claim('orgnr_child')]: '210001077',
    [claim('orgnr_supplier')]: '210001050',
    [claim('client_tenancy')]: 'multi-tenant',
  };
  expect(await organisation('supplier', { authorization_details: both })).toEqual(supplied);
  expect(await organisation('supplier', { assertion_details: both[0] })).toEqual(supplied);
  const child = detail('urn:oid:2.16.578.1.12.4.1.4.101', '210001077');
  expect(await organisation('verdikjede-records', { authorization_details: [child] })).toEqual({
    [claim('orgnr_parent')]: '210001018',
    [claim('orgnr_child')]: '210001077',
    [claim('client_tenancy')]: 'single-tenant',
  });
  const refused = 'invalid_authorization_details';
  expect(await organisation('supplier', { authorization_details: [child] })).toBe(refused);
  expect(await organisation('supplier', { authorization_details: [detail('urn:oid:1.2', '1')] })).toBe(
    refused,
  );
  const stranger = [detail('urn:oid:1.0.6523', 'NO:ORGNR:210001026:')];
  expect(await organisation('verdikjede-records', { authorization_details: stranger })).toBe(refused);
});
