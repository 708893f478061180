import { expect, test } from '@playwright/test';
import { xmlAttacks } from '#harness/messages/xml-attacks.fixture.ts';
import { createApp } from '../create-app.ts';
import { testConfig } from '../test-config.ts';
import { envelopeNamespaces, namespaces, soapAction, type SoapVersion } from './namespaces.ts';

const app = createApp(testConfig);
const operation = 'GetCommunicationPartyDetails';
const good = (version: SoapVersion): string =>
  `<e:Envelope xmlns:e="${envelopeNamespaces[version]}"><e:Body><${operation} xmlns="${namespaces.party}"><herId>8990101</herId></${operation}></e:Body></e:Envelope>`;
const headersOf: Readonly<Record<SoapVersion, Record<string, string>>> = {
  '1.1': { 'content-type': 'text/xml; charset=utf-8', soapaction: soapAction(operation) },
  '1.2': { 'content-type': `application/soap+xml; action="${soapAction(operation)}"` },
};
const ask = (version: SoapVersion, payload: string | Uint8Array) =>
  app.inject({ method: 'POST', url: '/v1/Ar', headers: headersOf[version], payload: Buffer.from(payload) });

for (const version of ['1.1', '1.2'] as const) {
  test(`SOAP ${version}: the same request without an attack is answered`, async () => {
    expect((await ask(version, good(version))).statusCode).toBe(200);
  });
  for (const [name, bytes] of Object.entries(xmlAttacks(good(version), '8990101'))) {
    test(`SOAP ${version}: ${name} is a fault, at once, and tells nothing`, async () => {
      const from = performance.now();
      const answer = await ask(version, bytes);
      expect(performance.now() - from).toBeLessThan(1000);
      expect(answer.statusCode).toBe(500);
      expect(answer.body).toMatch(/<s:Fault>.*(s:Sender|s:Client)/s);
      expect(answer.body).not.toMatch(/hahaha|aaaaaa|Kirurgi/);
    });
  }
}

test('__proto__ as element, attribute and prefix is data like any other', async () => {
  const body = good('1.2').replace(
    '<herId>',
    '<__proto__ constructor="x" toString="y"><polluted/></__proto__><herId>',
  );
  expect((await ask('1.2', body)).statusCode).toBe(200);
  expect((await ask('1.2', good('1.2').replaceAll('herId', '__proto__'))).body).toContain(
    'InvalidHerIdSupplied',
  );
  expect({}).not.toHaveProperty('polluted');
});
