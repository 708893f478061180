import { expect, test } from '@playwright/test';
import { startServiceProcess } from '#mocks/kit/service-process.ts';
import { unexpectedHeader } from '#mocks/kit/create-service.ts';
import { createApp } from '../create-app.ts';
import { testConfig } from '../test-config.ts';

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
        { Address: expect.stringContaining('ldap://') as unknown, Inherited: true, TypeCodeValue: 'E_DS' },
        { Address: 'sb.unit.test/Test/8990100_async', Inherited: true, TypeCodeValue: 'E_SB_ASYNC' },
        { Address: 'sb.unit.test/Test/8990100_sync', Inherited: true, TypeCodeValue: 'E_SB_SYNC' },
        { Address: 'sb.unit.test/Test/8990100_error', Inherited: true, TypeCodeValue: 'E_SB_ERROR' },
        { Address: 'sb.unit.test/Test/8990100_syncreply', Inherited: true, TypeCodeValue: 'E_SB_SYNCREPLY' },
        { Address: 'post@unit.test', Inherited: true, TypeCodeValue: 'E_EPO' },
      ],
      PhysicalAddresses: [{ PostalCode: 110, City: 'Skogheim', Inherited: true, TypeCodeValue: 'RES' }],
      Municipality: { CodeValue: '9901' },
      ParentBusinessType: { CodeValue: '900', OID: 9040 },
      Code: { CodeValue: 'S03', OID: 8655 },
    },
  });
});

test('an own address is not inherited, and an inactive party is told as such', async () => {
  const body = (await get('/CommunicationParties/8990102')).json<Record<string, unknown>>();
  const party = body['communicationParty'] as { ElectronicAddresses: readonly unknown[] };
  expect(party.ElectronicAddresses[0]).toMatchObject({
    Address: 'egen@testedi.unit.test',
    Inherited: false,
  });
  expect(party).toMatchObject({
    Active: false,
    IsValidCommunicationParty: false,
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
  for (const herId of ['sykehus', '0', '-1', '89901010000', '8990101x', '%00']) {
    expect((await get(`/CommunicationParties/${herId}`)).statusCode).toBe(400);
  }
});

test('the lookup is not there at the SOAP endpoint, nor is a path that nobody documented', async () => {
  const path = '/CommunicationParties/8990101';
  expect((await get(path, 'rest.address-register.unit.test:8443')).statusCode).toBe(200);
  const wrongEndpoint = await get(path, 'soap.address-register.unit.test:8443');
  expect([wrongEndpoint.statusCode, wrongEndpoint.headers[unexpectedHeader]]).toEqual([
    404,
    'address-register',
  ]);
  expect((await get('/CommunicationPartyExports')).headers[unexpectedHeader]).toBe('address-register');
});

test('a setting that the register does not have is refused at start', () => {
  expect(() => createApp({ ...testConfig, settings: { loseEvery: 2 } })).toThrow(/loseEvery/);
});
