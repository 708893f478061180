import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { damaged } from '#harness/messages/fuzz.fixture.ts';
import { smallSamples } from '#harness/messages/small-samples.fixture.ts';
import { createApp } from './create-app.ts';
import { participant } from './participant.ts';
import { envelopeNamespaces, namespaces, soapOperations } from './soap/namespaces.ts';
import { testConfig } from './test-config.ts';

const requests = soapOperations.map(
  (name) =>
    `<e:Envelope xmlns:e="${envelopeNamespaces['1.2']}"><e:Body><${name} xmlns="${namespaces.party}"><herId>8990101</herId></${name}></e:Body></e:Envelope>`,
);
const types = ['application/soap+xml; charset=utf-8', 'text/xml', 'application/json', 'text/plain'];
const origins = testConfig.origins;

test('10,000 random byte strings and damaged samples to each operation: a clear answer, never a crash', async () => {
  expect(smallSamples.length).toBeGreaterThan(40);
  const app = createApp(testConfig);
  const body = fc.oneof(fc.uint8Array({ maxLength: 300 }), damaged(smallSamples), damaged(requests));
  const segment = fc.oneof(
    fc.constantFrom('8990101', '8990201', '99999999999', '-1', '__proto__', '%00', '%ff', '..%2f'),
    fc.string().map((text) => encodeURIComponent(text.toWellFormed())),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...participant.operations),
      body,
      fc.constantFrom(...types),
      segment,
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('base64')),
      async (operation, payload, type, id, noise) => {
        const { method, endpoint = '', soapAction } = operation;
        const answer = await app.inject({
          method,
          url: `${operation.path.replaceAll(/\{.*?\}/g, id)}?EventId=${id}`,
          headers: {
            host: new URL(origins[`${endpoint}.address-register`] ?? '').host,
            'content-type': soapAction === undefined ? type : `${type}; action="${soapAction}"`,
            soapaction: soapAction ?? noise,
            authorization: `Bearer ${noise}.${noise}.${noise}`,
          },
          ...(method === 'GET' ? {} : { payload: Buffer.from(payload) }),
        });
        const isFault = answer.body.includes('<s:Fault>');
        expect(answer.statusCode < 500 || (endpoint === 'soap' && isFault), operation.id).toBe(true);
      },
    ),
    { numRuns: 10_000 },
  );
  expect((await app.inject('/CommunicationParties/8990101')).statusCode).toBe(200);
});
