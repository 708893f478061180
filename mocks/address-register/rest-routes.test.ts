import { expect, test } from '@playwright/test';
import { startServiceProcess } from '#mocks/kit/service-process.ts';
import { unexpectedHeader } from '#mocks/kit/create-service.ts';
import { createApp } from './create-app.ts';
import { testConfig } from './test-config.ts';

const clock = { now: () => new Date('2026-11-22T08:00:00Z'), after: () => Promise.resolve() };
const get = (url: string, host = '127.0.0.1') =>
  createApp(testConfig, clock).inject({ method: 'GET', url, headers: { host } });

test('a party is answered in its envelope, with the address of the organisation above it', async () => {
  await using service = await startServiceProcess(testConfig);
  const response = await fetch(`${service.origin}/CommunicationParties/8990101`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    herId: 8990101,
    parentHerId: 8990100,
    type: 'Service',
    communicationParty: {
      Active: true,
      Name: 'Kirurgi & <prøver>',
      ParentName: 'Skogheim sykehus HF',
      ParentOrganizationNumber: 210000011,
      ElectronicAddresses: [
        { Address: 'meldingstjener-api@testedi.unit.test', Inherited: true, TypeCodeValue: 'E_EDI' },
      ],
    },
  });
});

test('an own address is not inherited, and an inactive party is told as such', async () => {
  const body = (await get('/CommunicationParties/8990102')).json<Record<string, unknown>>();
  expect(body['communicationParty']).toMatchObject({
    Active: false,
    IsValidCommunicationParty: false,
    ElectronicAddresses: [{ Address: 'egen@testedi.unit.test', Inherited: false }],
    ServerTime: '2026-11-22T08:00:00.000Z',
  });
});

test('an organisation has its number and no parent', async () => {
  expect((await get('/CommunicationParties/8990100')).json()).toMatchObject({
    parentHerId: -1,
    communicationParty: {
      OrganizationNumber: 210000011,
      ParentHerId: -1,
      ParentName: null,
      ParentOrganizationNumber: -1,
    },
  });
});

test('an unknown HER-id is 404, a HER-id that is no number 400', async () => {
  const unknown = await get('/CommunicationParties/8999999');
  expect([unknown.statusCode, unknown.headers['content-type']]).toEqual([
    404,
    'application/problem+json; charset=utf-8',
  ]);
  expect(unknown.headers[unexpectedHeader]).toBeUndefined();
  expect((await get('/CommunicationParties/sykehus')).statusCode).toBe(400);
});

test('the lookup is not there at the SOAP endpoint, nor is a path that nobody documented', async () => {
  const path = '/CommunicationParties/8990101';
  expect((await get(path, 'rest.address-register.unit.test:8443')).statusCode).toBe(200);
  const wrongEndpoint = await get(path, 'soap.address-register.unit.test:8443');
  expect([wrongEndpoint.statusCode, wrongEndpoint.headers[unexpectedHeader]]).toEqual([
    404,
    'address-register',
  ]);
  expect((await get('/CommunicationPartyExport')).headers[unexpectedHeader]).toBe('address-register');
});

test('a setting that the register does not have is refused at start', () => {
  expect(() => createApp({ ...testConfig, settings: { loseEvery: 2 } })).toThrow(/loseEvery/);
});
