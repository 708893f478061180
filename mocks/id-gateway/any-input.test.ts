import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { createApp } from './create-app.ts';
import { gatewayConfig, helseIdIssuer, issuer } from './testing/start-gateway.ts';
import { participant } from './participant.ts';

const names = [
  ...[
    'client_id',
    'client_assertion',
    'client_assertion_type',
    'grant_type',
    'scope',
    'resource',
    'request_uri',
  ],
  ...[
    'subject_token',
    'subject_token_type',
    'code',
    'redirect_uri',
    'state',
    'refresh_token',
    'id_token_hint',
    'verdikjede_pushed',
  ],
];
const segment = fc.json().map((text) => Buffer.from(text).toString('base64url'));
const value = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'verdikjede-records',
    'verdikjede',
    'client_credentials',
    'authorization_code',
    'openid',
    'nhn:msh/api',
    'urn:idporten:x',
    'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    'urn:ietf:params:oauth:grant-type:token-exchange',
  ),
  fc.tuple(segment, segment, segment).map((parts) => parts.join('.')),
);
const fields = fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 8 });
const hosts: Record<string, string> = {
  'id-porten': new URL(issuer).host,
  'helse-id': new URL(helseIdIssuer).host,
};

test('whatever comes to any operation is answered, and never by 5xx', async () => {
  const app = await createApp(gatewayConfig());
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...participant.operations),
      fields,
      value,
      async (operation, form, noise) => {
        const body = new URLSearchParams(form).toString();
        const path = operation.path.replaceAll(
          /\{.*?\}/g,
          encodeURIComponent(noise.replaceAll('/', '')) || 'x',
        );
        const get = operation.method === 'GET';
        const answer = await app.inject({
          method: operation.method as 'GET',
          url: get ? `${path}?${body}` : path,
          headers: {
            host: hosts[operation.endpoint ?? ''] ?? '',
            ...(get ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
            authorization: `DPoP ${Buffer.from(noise).toString('base64url')}`,
            dpop: Buffer.from(noise).toString('base64url'),
          },
          ...(get ? {} : { payload: body }),
        });
        expect(answer.statusCode, `${operation.id} ${body}`).toBeLessThan(500);
      },
    ),
    { numRuns: 1500 },
  );
  await app.close();
});
