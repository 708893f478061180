import { expect, test } from '@playwright/test';
import { rosterSchema } from '#harness/common/roster.ts';
import { routesTo } from './routes.ts';

const { parties } = rosterSchema.parse({
  people: [],
  parties: [
    { herId: '8990100', name: 'A', type: 'Organization', ediAddress: 'Meldingstjener-API@testedi.unit.test' },
    { herId: '8990101', name: 'A1', type: 'Service', parentHerId: '8990100' },
    { herId: '8990102', name: 'A2', type: 'Service', parentHerId: '8990100', ediAddress: 'edi@a2.unit.test' },
    { herId: '8990200', name: 'B', type: 'Organization', ediAddress: 'edi@b.unit.test' },
    { herId: '8990201', name: 'B1', type: 'Service', parentHerId: '8990200' },
    { herId: '8990202', name: 'B2', type: 'Service', parentHerId: '8990200', active: false },
    { herId: '8990300', name: 'C', type: 'Service' },
    { herId: '8990301', name: 'C1', type: 'Service', parentHerId: '8990302' },
    { herId: '8990302', name: 'C2', type: 'Service', parentHerId: '8990301' },
  ],
});

test('routesTo() goes by the nearest EDI address, and by API where there is none', () => {
  const api = { reach: 'Api', farSide: false };
  const edi = { reach: 'Edi', farSide: true };
  expect(Object.fromEntries(routesTo(parties, (herId) => herId === '8990300'))).toEqual({
    8990100: api,
    8990101: api,
    8990102: edi,
    8990200: edi,
    8990201: edi,
    8990300: { reach: 'Api', farSide: true },
    8990301: api,
    8990302: api,
  });
});
