import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { damaged } from '#harness/messages/fuzz.fixture.ts';
import { smallSamples } from '#harness/messages/small-samples.fixture.ts';
import { createApp } from './create-app.ts';
import { participant } from './participant.ts';
import { gatewayConfig, helseIdIssuer, issuer } from './testing/start-gateway.ts';

const jwt = (header: object, payload: object): string =>
  [header, payload, {}].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
const assertion = jwt(
  { alg: 'ES256', kid: 'k', typ: 'client-authentication+jwt' },
  { iss: 'verdikjede-records', sub: 'verdikjede-records', aud: helseIdIssuer, jti: '1', exp: 9_999_999_999 },
);
const forms = [
  `client_id=verdikjede&request=${jwt({ alg: 'RS256' }, { iss: 'verdikjede', aud: issuer, scope: 'openid' })}`,
  `client_id=verdikjede-records&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=${assertion}&grant_type=client_credentials&scope=nhn%3Amsh%2Fapi`,
  'client_id=citizen-portal&client_secret=local-secret-citizen-portal&token=x.y.z',
  'grant_type=authorization_code&code=x&client_id=verdikjede&code_verifier=x&redirect_uri=x',
  'person=citizen&level=high&pid=x&code=12345',
  'response_type=code&client_id=verdikjede&scope=openid&state=s&nonce=n&ui_locales=nn&resource=x&acr_values=x',
  `client_id=citizen-portal&id_token_hint=${assertion}&post_logout_redirect_uri=x`,
];
const hosts: Record<string, string> = {
  'id-porten': new URL(issuer).host,
  'helse-id': new URL(helseIdIssuer).host,
};
const types = ['application/x-www-form-urlencoded', 'application/json', 'text/xml', 'multipart/form-data'];

test('10,000 random byte strings and damaged forms to each operation: a clear answer, never 500', async () => {
  expect(smallSamples.length).toBeGreaterThan(40);
  const app = await createApp(gatewayConfig());
  const bytes = fc.oneof(
    { weight: 2, arbitrary: damaged(forms) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
    { weight: 1, arbitrary: damaged(smallSamples) },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...participant.operations),
      bytes,
      fc.oneof({ weight: 4, arbitrary: fc.constant(types[0] ?? '') }, fc.constantFrom(...types)),
      fc.uint8Array({ maxLength: 40 }).map((noise) => Buffer.from(noise).toString('base64url')),
      async ({ id, method, path: template, endpoint = '' }, payload, type, noise) => {
        const url = template.replaceAll(/\{.*?\}/g, noise || 'x');
        const query = encodeURI(Buffer.from(payload).toString('latin1')).replaceAll('#', '');
        const isGet = method === 'GET';
        const answer = await app.inject({
          method,
          url: isGet ? `${url}?${query}` : url,
          headers: {
            host: hosts[endpoint] ?? '',
            ...(isGet ? {} : { 'content-type': type }),
            authorization: `Bearer ${noise}.${noise}.${noise}`,
            cookie: `__Host-idporten-session=${noise}; idporten-login=${noise}`,
          },
          ...(isGet ? {} : { payload: Buffer.from(payload) }),
        });
        expect(answer.statusCode, id).toBeLessThan(500);
      },
    ),
    { numRuns: 10_000 },
  );
  const discovery = { url: '/.well-known/openid-configuration', headers: { host: hosts['id-porten'] ?? '' } };
  expect((await app.inject(discovery)).statusCode).toBe(200);
  await app.close();
});
