import { expect, test } from '@playwright/test';
import { Parser } from 'xml2js';
import { startServiceProcess } from '#mocks/kit/service-process.ts';
import { createApp } from '../create-app.ts';
import { testConfig } from '../test-config.ts';
import { envelopeNamespaces, namespaces, soapAction, type SoapVersion } from './namespaces.ts';

const detailsBody = (herId: string) =>
  `<GetCommunicationPartyDetails xmlns="${namespaces.party}"><herId>${herId}</herId></GetCommunicationPartyDetails>`;
const pingBody = `<Ping xmlns="${namespaces.party}"/>`;
const envelope = (body: string, version: SoapVersion = '1.2', header = '') =>
  `<e:Envelope xmlns:e="${envelopeNamespaces[version]}"><e:Header>${header}</e:Header><e:Body>${body}</e:Body></e:Envelope>`;

interface Call {
  readonly action?: string;
  readonly version?: SoapVersion;
  readonly host?: string;
}
const headersOf = ({ action, version = '1.2', host = '127.0.0.1' }: Call): Record<string, string> =>
  version === '1.1'
    ? { host, 'content-type': 'text/xml; charset=utf-8', soapaction: `"${action ?? ''}"` }
    : {
        host,
        'content-type': `application/soap+xml; charset=utf-8${action === undefined ? '' : `; action="${action}"`}`,
      };
const post = (payload: string | Buffer, call: Call, settings: object = {}) =>
  createApp({ ...testConfig, settings: { ...testConfig.settings, ...settings } }).inject({
    method: 'POST',
    url: '/v1/Ar',
    headers: headersOf(call),
    payload,
  });
const details = (herId: string, version: SoapVersion = '1.2') =>
  post(envelope(detailsBody(herId), version), {
    action: soapAction('GetCommunicationPartyDetails'),
    version,
  });

test('a party is answered over a real connection, its kind told by i:type', async () => {
  await using service = await startServiceProcess(testConfig);
  const response = await fetch(`${service.origin}/v1/Ar`, {
    method: 'POST',
    headers: headersOf({ action: soapAction('GetCommunicationPartyDetails') }),
    body: envelope(detailsBody('8990101')),
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'application/soap+xml; charset=utf-8',
  ]);
  const parsed: unknown = await new Parser({ explicitArray: false }).parseStringPromise(
    await response.text(),
  );
  expect(parsed).toMatchObject({
    's:Envelope': {
      's:Body': {
        GetCommunicationPartyDetailsResponse: {
          GetCommunicationPartyDetailsResult: {
            $: { 'i:type': 'Service' },
            Active: 'true',
            HerId: '8990101',
            Name: 'Kirurgi & <prøver>',
            ElectronicAddresses: {
              'b:ElectronicAddress': expect.arrayContaining([
                expect.objectContaining({ 'b:Inherited': 'true', 'b:TypeCodeValue': 'E_EDI' }),
              ]) as unknown,
            },
          },
        },
      },
    },
  });
});

test('the addresses that the WSDL names are the service too, and others are not', async () => {
  const headers = headersOf({ action: soapAction('Ping') });
  const app = createApp(testConfig);
  const statusAt = async (url: string): Promise<number> =>
    (await app.inject({ method: 'POST', url, headers, payload: envelope(pingBody) })).statusCode;
  for (const path of ['/v1/Ar', '/v1/AR', '/v1/AR/Basic']) expect(await statusAt(path), path).toBe(200);
  for (const path of ['/v1/AR/Other', '/v2/AR', '/v1']) expect(await statusAt(path), path).toBe(404);
});

test('SOAP 1.1 is answered in SOAP 1.1', async () => {
  const response = await details('8990103', '1.1');
  expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'text/xml; charset=utf-8']);
  expect(response.body).toContain(envelopeNamespaces['1.1']);
  expect(response.body).toContain('i:type="OrganizationPerson"');
});

test('an unknown HER-id is the fault InvalidHerIdSupplied in both versions', async () => {
  const fault =
    '<GenericFault xmlns="http://register.nhn.no/Common"><ErrorCode>InvalidHerIdSupplied</ErrorCode>';
  const twelve = await details('8999999');
  expect(twelve.statusCode).toBe(500);
  expect(twelve.body).toContain('<s:Code><s:Value>s:Sender</s:Value></s:Code>');
  expect(twelve.body).toContain(`<s:Detail>${fault}`);
  const eleven = await details('8999999', '1.1');
  expect(eleven.body).toContain('<faultcode>s:Client</faultcode>');
  expect(eleven.body).toContain(`<detail>${fault}`);
});

test('a fault that blames the sender is sent with 500, as WCF does, or as the binding of SOAP 1.2 has it', async () => {
  const statusIn = async (version: SoapVersion, settings: object): Promise<number> => {
    const action = soapAction('GetCommunicationPartyDetails');
    const soap = envelope(detailsBody('8999999'), version);
    return (await post(soap, { action, version }, settings)).statusCode;
  };
  for (const [settings, eleven, twelve] of [
    [{}, 500, 500],
    [{ senderFaultStatus: 500 }, 500, 500],
    [{ senderFaultStatus: 400 }, 500, 400],
  ] as const) {
    expect([await statusIn('1.1', settings), await statusIn('1.2', settings)]).toEqual([eleven, twelve]);
  }
});

test('Ping answers, by the WS-Addressing action too, and relates to the request', async () => {
  const addressing = `<Action xmlns="${namespaces.addressing}">${soapAction('Ping')}</Action><MessageID xmlns="${namespaces.addressing}">urn:uuid:1</MessageID>`;
  const response = await post(envelope(pingBody, '1.2', addressing), {});
  expect(response.statusCode).toBe(200);
  expect(response.body).toContain('<PingResult>Pong</PingResult>');
  expect(response.body).toContain(`<a:Action>${soapAction('Ping')}Response</a:Action>`);
  expect(response.body).toContain('<a:RelatesTo>urn:uuid:1</a:RelatesTo>');
});

const refused: Record<string, { payload: string | Buffer; call: Call; says: string }> = {
  'a DOCTYPE': {
    payload: `<!DOCTYPE e [<!ENTITY x "y">]>${envelope(pingBody)}`,
    call: { action: soapAction('Ping') },
    says: 'DOCTYPE',
  },
  'an action that is not answered here': {
    payload: envelope(pingBody),
    call: { action: `${namespaces.party}/ICommunicationPartyService/Search` },
    says: 'none of this register',
  },
  'no action at all': { payload: envelope(pingBody), call: {}, says: 'none of this register' },
  "another operation's body": {
    payload: envelope(pingBody),
    call: { action: soapAction('GetCommunicationPartyDetails') },
    says: 'must be GetCommunicationPartyDetails',
  },
  'a body in no namespace': {
    payload: envelope('<Ping/>'),
    call: { action: soapAction('Ping') },
    says: 'must be Ping',
  },
  'two body roots': {
    payload: envelope(pingBody + pingBody),
    call: { action: soapAction('Ping') },
    says: 'exactly one',
  },
  'the envelope of the other version': {
    payload: envelope(pingBody, '1.1'),
    call: { action: soapAction('Ping') },
    says: 'SOAP 1.2 Envelope',
  },
  'two actions that differ': {
    payload: envelope(
      pingBody,
      '1.2',
      `<Action xmlns="${namespaces.addressing}">${soapAction('GetCommunicationPartyDetails')}</Action>`,
    ),
    call: { action: soapAction('Ping') },
    says: 'differ',
  },
  'a HER-id that is no number': {
    payload: envelope(detailsBody('sykehus')),
    call: { action: soapAction('GetCommunicationPartyDetails') },
    says: 'whole number',
  },
  'what is not well-formed': {
    payload: '<e:Envelope',
    call: { action: soapAction('Ping') },
    says: 'well-formed',
  },
  'an empty message': { payload: '', call: { action: soapAction('Ping') }, says: 'no root element' },
  'two roots': {
    payload: envelope(pingBody) + envelope(pingBody),
    call: { action: soapAction('Ping') },
    says: 'more than one root',
  },
  'an entity that nobody declared': {
    payload: envelope('<Ping xmlns="urn:x">&eacute;</Ping>'),
    call: { action: soapAction('Ping') },
    says: 'not well-formed',
  },
  'another encoding in the declaration': {
    payload: `<?xml version="1.0" encoding="ISO-8859-1"?>${envelope(pingBody)}`,
    call: { action: soapAction('Ping') },
    says: 'another encoding',
  },
  'bytes that are not UTF-8': {
    payload: Buffer.from(envelope(pingBody, '1.2', '<å/>'), 'latin1'),
    call: { action: soapAction('Ping') },
    says: 'not in UTF-8',
  },
  'UTF-16': {
    payload: Buffer.from(`\ufeff${envelope(pingBody)}`, 'utf16le'),
    call: { action: soapAction('Ping') },
    says: 'not in UTF-8',
  },
  'a HER-id larger than a number may be': {
    payload: envelope(detailsBody('21474836480')),
    call: { action: soapAction('GetCommunicationPartyDetails') },
    says: 'whole number',
  },
  'what is nested too deep': {
    payload: envelope('<a>'.repeat(30) + '</a>'.repeat(30)),
    call: { action: soapAction('Ping') },
    says: 'nested deeper',
  },
};
for (const [what, { payload, call, says }] of Object.entries(refused)) {
  test(`a fault tells about ${what}`, async () => {
    const response = await post(payload, call);
    expect(response.statusCode).toBe(500);
    expect(response.body).toContain('<s:Value>s:Sender</s:Value>');
    expect(response.body).toContain(says);
  });
}

test('a MessageID outside the basic plane comes back as it was', async () => {
  const header = `<MessageID xmlns="${namespaces.addressing}">urn:&#x1F600;</MessageID>`;
  const response = await post(envelope(pingBody, '1.2', header), { action: soapAction('Ping') });
  expect(response.body).toContain('<a:RelatesTo>urn:\u{1F600}</a:RelatesTo>');
});

test('an element called __proto__ is an element like any other', async () => {
  const body = `<Ping xmlns="${namespaces.party}"><__proto__><Active>1</Active></__proto__></Ping>`;
  const response = await post(envelope(body), { action: soapAction('Ping') });
  expect(response.statusCode).toBe(200);
  expect(Object.prototype).not.toHaveProperty('Active');
});

test('the service is not there at the REST endpoint', async () => {
  const call = { action: soapAction('Ping'), host: 'rest.address-register.unit.test:8443' };
  expect((await post(envelope(pingBody), call)).statusCode).toBe(404);
});
