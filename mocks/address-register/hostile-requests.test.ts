import fc from 'fast-check';
import { expect, test } from '@playwright/test';
import { createApp } from './create-app.ts';
import { envelopeNamespaces, namespaces, soapAction, soapOperations } from './soap/namespaces.ts';
import { testConfig } from './test-config.ts';

/** Many more are tried by hand: `HOSTILE_REQUESTS=10000`. */
const numRuns = Number(process.env['HOSTILE_REQUESTS'] ?? 300);
const app = createApp(testConfig);

/** Any bytes, or a good text with some of it cut out, doubled or replaced. */
const mutated = (good: string) =>
  fc.oneof(
    fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
    fc
      .tuple(
        fc.nat(good.length),
        fc.nat(40),
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...tokens)),
      )
      .map(([at, length, text]) => Buffer.from(good.slice(0, at) + text + good.slice(at + length))),
  );
const tokens = [
  '<',
  '>',
  '&',
  '</',
  '<!DOCTYPE x>',
  '<![CDATA[',
  ']]>',
  '<?x?>',
  '"',
  '&#0;',
  '\u0000',
  '__proto__',
];

test('whatever comes to the SOAP service is answered with a result or a fault', async () => {
  const good = soapOperations.map(
    (operation) =>
      `<e:Envelope xmlns:e="${envelopeNamespaces['1.2']}"><e:Header><a:MessageID xmlns:a="${namespaces.addressing}">urn:x</a:MessageID></e:Header><e:Body><${operation} xmlns="${namespaces.party}"><herId>8990101</herId><id>8990101</id></${operation}></e:Body></e:Envelope>`,
  );
  const request = fc
    .constantFrom(...soapOperations.map((operation, i) => [operation, good[i]!] as const))
    .chain(([operation, text]) => mutated(text).map((payload) => ({ operation, payload })));
  await fc.assert(
    fc.asyncProperty(request, async ({ operation, payload }) => {
      const headers = { 'content-type': `application/soap+xml; action="${soapAction(operation)}"` };
      const response = await app.inject({ method: 'POST', url: '/v1/Ar', headers, payload });
      const isFault = response.body.includes('<s:Fault><s:Code><s:Value>s:Sender');
      expect([200, 500]).toContain(response.statusCode);
      expect(isFault).toBe(response.statusCode === 500);
    }),
    { numRuns },
  );
});

test('whatever headers come to the SOAP service, it is a result, a fault or a 4xx', async () => {
  const header = fc.string({ unit: 'grapheme-ascii' });
  await fc.assert(
    fc.asyncProperty(header, header, async (contentType, soapaction) => {
      for (const type of [contentType, `text/xml;${contentType}`, `application/soap+xml;${contentType}`]) {
        const headers = { 'content-type': type, soapaction };
        const response = await app.inject({ method: 'POST', url: '/v1/Ar', headers, payload: '<a/>' });
        const isFault = response.statusCode === 500 && response.body.includes('<s:Fault>');
        expect(isFault || (response.statusCode >= 400 && response.statusCode < 500)).toBe(true);
      }
    }),
    { numRuns: Math.ceil(numRuns / 3) },
  );
});

const paths = [
  '/CommunicationParties/',
  '/CommunicationPartyEvents?EventId=',
  '/CommunicationPartyEvents?fromDatetime=',
  '/CommunicationPartyExport?',
  '/Profiles/',
  '/v2/Profiles/8990101/Processes/',
  '/Agreements/',
  '/Agreements/HerIds/8990101/',
  '/AgreementSummaries/',
];
test('whatever path and query is asked for, it is never the fault of the register', async () => {
  const segment = fc.oneof(
    fc.string({ unit: 'binary' }).map(encodeLoosely),
    fc.webSegment(),
    fc.webQueryParameters(),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths),
      segment,
      fc.constantFrom('GET', 'DELETE', 'PATCH', 'POST', 'PUT'),
      fc.string({ unit: 'grapheme-ascii' }),
      async (path, rest, method, header) => {
        const headers = { accept: header, 'accept-encoding': header, authorization: `Bearer ${header}` };
        const response = await app.inject({ method, url: path + rest, headers });
        expect(response.statusCode).toBeLessThan(500);
      },
    ),
    { numRuns },
  );
});

test('whatever process is to be added, it is answered with 201 or 4xx', async () => {
  const good = '{"uuid":"FB6A0156-7EEA-4AE3-AED3-C3A15D916A1C","version":"1.1","role":"Innbygger"}';
  const body = fc.oneof(
    mutated(good),
    fc.json().map((text) => Buffer.from(text)),
  );
  await fc.assert(
    fc.asyncProperty(body, fc.constantFrom('POST', 'PUT'), async (payload, method) => {
      const url = '/Profiles/8990102/Processes';
      const headers = { 'content-type': 'application/json' };
      const response = await app.inject({ method, url, headers, payload });
      expect(response.statusCode).toBeLessThan(500);
    }),
    { numRuns },
  );
});

/** Percent-encoded where that is possible: half a surrogate pair cannot be. */
function encodeLoosely(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
