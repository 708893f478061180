import { expect, test } from '@playwright/test';
import { Parser } from 'xml2js';
import { startServiceProcess } from '#mocks/kit/service-process.ts';
import { createApp } from '../create-app.ts';
import { testConfig } from '../test-config.ts';
import { envelopeNamespaces, namespaces, soapActions, type SoapVersion } from './namespaces.ts';

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
const post = (payload: string, call: Call) =>
  createApp(testConfig).inject({ method: 'POST', url: '/v1/Ar', headers: headersOf(call), payload });
const details = (herId: string, version: SoapVersion = '1.2') =>
  post(envelope(detailsBody(herId), version), { action: soapActions.getCommunicationPartyDetails, version });

test('a party is answered over a real connection, its kind told by i:type', async () => {
  await using service = await startServiceProcess(testConfig);
  const response = await fetch(`${service.origin}/v1/Ar`, {
    method: 'POST',
    headers: headersOf({ action: soapActions.getCommunicationPartyDetails }),
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
              'b:ElectronicAddress': { 'b:Inherited': 'true', 'b:TypeCodeValue': 'E_EDI' },
            },
          },
        },
      },
    },
  });
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

test('Ping answers, by the WS-Addressing action too, and relates to the request', async () => {
  const addressing = `<Action xmlns="${namespaces.addressing}">${soapActions.ping}</Action><MessageID xmlns="${namespaces.addressing}">urn:uuid:1</MessageID>`;
  const response = await post(envelope(pingBody, '1.2', addressing), {});
  expect(response.statusCode).toBe(200);
  expect(response.body).toContain('<PingResult>Pong</PingResult>');
  expect(response.body).toContain(`<a:Action>${soapActions.ping}Response</a:Action>`);
  expect(response.body).toContain('<a:RelatesTo>urn:uuid:1</a:RelatesTo>');
});

const refused: Record<string, { payload: string; call: Call; says: string }> = {
  'a DOCTYPE': {
    payload: `<!DOCTYPE e [<!ENTITY x "y">]>${envelope(pingBody)}`,
    call: { action: soapActions.ping },
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
    call: { action: soapActions.getCommunicationPartyDetails },
    says: 'must be GetCommunicationPartyDetails',
  },
  'a body in no namespace': {
    payload: envelope('<Ping/>'),
    call: { action: soapActions.ping },
    says: 'must be Ping',
  },
  'two body roots': {
    payload: envelope(pingBody + pingBody),
    call: { action: soapActions.ping },
    says: 'exactly one',
  },
  'the envelope of the other version': {
    payload: envelope(pingBody, '1.1'),
    call: { action: soapActions.ping },
    says: 'SOAP 1.2 Envelope',
  },
  'two actions that differ': {
    payload: envelope(
      pingBody,
      '1.2',
      `<Action xmlns="${namespaces.addressing}">${soapActions.getCommunicationPartyDetails}</Action>`,
    ),
    call: { action: soapActions.ping },
    says: 'differ',
  },
  'a HER-id that is no number': {
    payload: envelope(detailsBody('sykehus')),
    call: { action: soapActions.getCommunicationPartyDetails },
    says: 'whole number',
  },
  'what is not well-formed': {
    payload: '<e:Envelope',
    call: { action: soapActions.ping },
    says: 'well-formed',
  },
  'an empty message': { payload: '', call: { action: soapActions.ping }, says: 'well-formed' },
  'what is nested too deep': {
    payload: envelope('<a>'.repeat(30) + '</a>'.repeat(30)),
    call: { action: soapActions.ping },
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

test('the service is not there at the REST endpoint', async () => {
  const call = { action: soapActions.ping, host: 'rest.address-register.unit.test:8443' };
  expect((await post(envelope(pingBody), call)).statusCode).toBe(404);
});
