import { expect, test } from '@playwright/test';
import { planAddresses } from './address-plan.ts';
import { testEnvironment } from './testing/test-environment.ts';

test('planAddresses() gives front, WireMock and services their ports in catalogue order, and endpoints their names', async () => {
  const plan = planAddresses(await testEnvironment({ port: 30_000, domain: 'unit.test' }));
  expect(plan.ports).toEqual({
    front: 30_000,
    wiremock: 30_001,
    services: {
      'message-exchange': 30_002,
      'address-register': 30_003,
      'id-gateway': 30_004,
      'hospital-records': 30_005,
      'citizen-portal': 30_006,
    },
  });
  expect(plan.origins).toEqual({
    'message-exchange': 'https://message-exchange.unit.test:30000',
    'rest.address-register': 'https://rest.address-register.unit.test:30000',
    'soap.address-register': 'https://soap.address-register.unit.test:30000',
    'cppa.address-register': 'https://cppa.address-register.unit.test:30000',
    'id-porten.id-gateway': 'https://id-porten.id-gateway.unit.test:30000',
    'helse-id.id-gateway': 'https://helse-id.id-gateway.unit.test:30000',
    'hospital-records': 'https://hospital-records.unit.test:30000',
    'citizen-portal': 'https://citizen-portal.unit.test:30000',
  });
});

test('planAddresses() starts no real and no absent participant, and moves nobody else’s port', async () => {
  const base = await testEnvironment({ port: 30_000, domain: 'unit.test' });
  const plan = planAddresses({
    ...base,
    participants: {
      ...base.participants,
      'message-exchange': { as: 'url', urls: { 'message-exchange': 'https://exchange.example/api/' } },
      'address-register': { as: 'absent', reason: 'not connected' },
    },
  });
  expect(plan.started).toEqual(['id-gateway', 'hospital-records', 'citizen-portal']);
  expect(plan.ports.services).toEqual({
    'id-gateway': 30_004,
    'hospital-records': 30_005,
    'citizen-portal': 30_006,
  });
  expect(plan.origins['message-exchange']).toBe('https://exchange.example/api');
  expect(plan.origins['rest.address-register']).toBeUndefined();
});
