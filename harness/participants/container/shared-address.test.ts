import { expect, test } from '@playwright/test';
import type { PartPlan } from '../backend.ts';
import { sharedAddress } from './shared-address.ts';

const wiremock: PartPlan = { title: 'wiremock', kind: 'wiremock', port: 2, stubs: [] };
const front: PartPlan = {
  title: 'front',
  kind: 'front',
  config: {
    listen: { host: '0.0.0.0', port: 1 },
    wiremock: { host: '127.0.0.1', port: 2 },
    names: [
      {
        host: 'portal.unit.test',
        certificate: '',
        key: '',
        maxVersion: 'TLSv1.3',
        service: { host: '127.0.0.1', port: 3 },
        streams: [],
        network: { latencyMs: 0, reset: false, down: false },
      },
    ],
    endsWithStdin: false,
  },
};

test('sharedAddress() is the front’s, with its names and every port', () => {
  expect(sharedAddress([wiremock, front])).toEqual({
    holder: 'front',
    ports: [2, 1],
    names: ['portal.unit.test'],
  });
});

test('sharedAddress() is that of a part alone where it is alone', () => {
  expect(sharedAddress([wiremock])).toEqual({ holder: 'wiremock', ports: [2], names: [] });
});
