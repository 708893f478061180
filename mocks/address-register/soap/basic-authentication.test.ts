import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { registerAuthorization } from '#harness/common/register-test-user.ts';
import { createApp } from '../create-app.ts';
import { testConfig } from '../test-config.ts';
import { envelopeNamespaces, namespaces, soapAction } from './namespaces.ts';

const ping = `<e:Envelope xmlns:e="${envelopeNamespaces['1.2']}"><e:Body><Ping xmlns="${namespaces.party}"/></e:Body></e:Envelope>`;
const headers = { 'content-type': `application/soap+xml; action="${soapAction('Ping')}"` };
const basic = (user: string): string => `Basic ${Buffer.from(user).toString('base64')}`;

const statusBy = async (settings: Record<string, unknown>, authorization?: string) => {
  const app = createApp({ ...testConfig, settings });
  const given = authorization === undefined ? headers : { ...headers, authorization };
  return app.inject({ method: 'POST', url: '/v1/Ar', headers: given, payload: ping });
};

test('the SOAP service asks who it is, and knows the test user by default', async () => {
  expect((await statusBy({}, registerAuthorization)).statusCode).toBe(200);
  const refused = await statusBy({});
  expect(refused.statusCode).toBe(401);
  expect(refused.headers['www-authenticate']).toMatch(/^Basic realm=/);
  expect((await statusBy({ soapUsers: null })).statusCode).toBe(200);
});

test('users of the settings stand in place of the test user; a password may have colons and æ', async () => {
  const settings = { soapUsers: { sykehus: 'p:æ' } };
  expect((await statusBy(settings, basic('sykehus:p:æ'))).statusCode).toBe(200);
  expect((await statusBy(settings, registerAuthorization)).statusCode).toBe(401);
});

test('whatever else stands in the header, nobody gets in', async () => {
  const app = createApp({ ...testConfig, settings: {} });
  const header = fc.oneof(
    fc.string({ unit: 'grapheme-ascii' }),
    fc.string().map(basic),
    fc.constantFrom('Basic', 'Basic ', 'Basic Og==', basic('verdikjede'), basic('verdikjede:')),
  );
  await fc.assert(
    fc.asyncProperty(header, async (authorization) => {
      const request = { method: 'POST', url: '/v1/Ar', headers: { ...headers, authorization } } as const;
      expect((await app.inject({ ...request, payload: ping })).statusCode).toBe(401);
    }),
  );
});

test('the REST endpoint does not ask', async () => {
  const app = createApp({ ...testConfig, settings: {} });
  expect((await app.inject({ url: '/CommunicationParties/8990101' })).statusCode).toBe(200);
});
