import { rosterSchema } from '#harness/common/roster.ts';
import type { ServiceConfig } from '#harness/common/service-config.ts';

const letter = { name: 'Dialog_Innbygger_Meldingsformidling', version: '1.0' };
const mutual = (name: string, version: string, end: 'sender' | 'receiver') => ({
  name: `Dialog_Innbygger_${name}`,
  version,
  role: `DIALOG_INNBYGGER_${name.toUpperCase()}${end}`,
});

/**
 * A small register for the tests: a hospital with two services under it (one inactive) and a person; a portal with a
 * service; and one party for every fault of certificates.
 */
export const testConfig: ServiceConfig = {
  participant: 'address-register',
  listen: { host: '127.0.0.1', port: 0 },
  origins: {
    'rest.address-register': 'https://rest.address-register.unit.test:8443',
    'soap.address-register': 'https://soap.address-register.unit.test:8443',
    'cppa.address-register': 'https://cppa.address-register.unit.test:8443',
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
        amqpAddress: 'sb.unit.test/Test/8990100',
        otherAddresses: { E_EPO: 'post@unit.test' },
        physicalAddresses: [{ type: 'RES', street: 'Testveien 1', postalCode: '0110', city: 'Skogheim' }],
        municipality: { code: '9901', name: 'Skogheim' },
        businessType: { code: '900', name: 'Sykehus' },
      },
      {
        herId: '8990101',
        name: 'Kirurgi & <prøver>',
        type: 'Service',
        parentHerId: '8990100',
        serviceCode: { oid: 8655, code: 'S03', name: 'Kirurgi' },
        processes: [
          { ...letter, role: 'Helsepersonell' },
          mutual('Timereservasjon', '1.1', 'sender'),
          mutual('Timereservasjon', '1.2', 'sender'),
          mutual('Ekontakt', '1.1', 'sender'),
        ],
      },
      {
        herId: '8990102',
        name: 'Nedlagt poliklinikk',
        type: 'Service',
        parentHerId: '8990100',
        active: false,
        ediAddress: 'egen@testedi.unit.test',
      },
      {
        herId: '8990103',
        name: 'Brun Lenestol',
        type: 'Person',
        parentHerId: '8990100',
        hprNumber: '990000103',
      },
      {
        herId: '8990200',
        name: 'Portalen',
        type: 'Organization',
        organisationNumber: '210000029',
        amqpAddress: 'sb.unit.test/Test/8990200',
      },
      {
        herId: '8990201',
        role: 'receiver',
        name: 'Innbyggertjenester',
        type: 'Service',
        parentHerId: '8990200',
        processes: [
          { ...letter, role: 'Innbygger' },
          mutual('Timereservasjon', '1.1', 'receiver'),
          mutual('Timereservasjon', '1.2', 'receiver'),
          mutual('Ekontakt', '1.2', 'receiver'),
        ],
      },
      ...(['expired', 'untrusted-issuer', 'wrong-key-usage', 'wrong-policy', 'none'] as const).map(
        (certificates, index) => ({
          herId: `899030${index + 1}`,
          role: 'receiver',
          name: certificates,
          type: 'Service',
          parentHerId: '8990200',
          certificates,
        }),
      ),
      { herId: '8990400', role: 'receiver', name: 'Uten køer', type: 'Service' },
    ],
  }),
  standing: { letters: [] },
  settings: { soapUsers: null },
};
