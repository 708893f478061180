import { rosterSchema } from '#harness/common/roster.ts';
import type { ServiceConfig } from '#harness/common/service-config.ts';

/** A small register for the tests: an organisation, two services under it (one inactive), and a person. */
export const testConfig: ServiceConfig = {
  participant: 'address-register',
  listen: { host: '127.0.0.1', port: 0 },
  origins: {
    'rest.address-register': 'https://rest.address-register.unit.test:8443',
    'soap.address-register': 'https://soap.address-register.unit.test:8443',
  },
  endsWithStdin: false,
  roster: rosterSchema.parse({
    people: [],
    parties: [
      {
        herId: '8990100',
        name: 'Skogheim sykehus HF',
        type: 'Organization',
        organisationNumber: '210000011',
        ediAddress: 'meldingstjener-api@testedi.unit.test',
      },
      { herId: '8990101', name: 'Kirurgi & <prøver>', type: 'Service', parentHerId: '8990100' },
      {
        herId: '8990102',
        name: 'Nedlagt poliklinikk',
        type: 'Service',
        parentHerId: '8990100',
        active: false,
        ediAddress: 'egen@testedi.unit.test',
      },
      { herId: '8990103', name: 'Brun Lenestol', type: 'Person', parentHerId: '8990100' },
    ],
  }),
  standing: { letters: [] },
  settings: {},
};
