import { rosterSchema, standingSchema } from '#harness/common/roster.ts';

const service = (herId: string, name: string, parentHerId: string, rest: object = {}) => ({
  herId,
  name,
  type: 'Service',
  parentHerId,
  ...rest,
});

/** Two people, a hospital, a portal, and a service that is no longer active. */
export const roster = rosterSchema.parse({
  people: [
    { role: 'citizen', pid: '12837010045', givenName: 'Sprø', familyName: 'Lønnesirup' },
    { role: 'other-citizen', pid: '24919910077', givenName: 'Åpen', familyName: 'Bjørnebærhekk' },
  ],
  parties: [
    { herId: '8990100', name: 'Skogheim sykehus HF', type: 'Organization', organisationNumber: '210001018' },
    service('8990101', 'Pasientkorrespondanse', '8990100', { role: 'sender' }),
    { herId: '8990200', name: 'Innbyggerportalen', type: 'Organization', organisationNumber: '210001026' },
    service('8990201', 'Digitale innbyggertjenester', '8990200', { role: 'receiver' }),
    service('8990202', 'Nedlagt innbyggertjeneste', '8990200', { active: false }),
  ],
});

/** One letter that lies with the citizen from the start. */
export const standing = standingSchema.parse({
  letters: [
    {
      record: 'letter',
      citizen: 'citizen',
      sender: 'sender',
      receiver: 'receiver',
      exchangeId: '5d0e5c1a-6a0b-4b7e-9a51-2f6f3c0d8b11',
      msgId: '0b8f7a52-1c1e-4f0a-8f7d-7f0d4e4b9a10',
      portalId: '9f3c2b1e-7d54-4e9b-8a63-1b2c3d4e5f60',
      appRecId: '3a4b5c6d-2e1f-4a0b-9c8d-7e6f5a4b3c21',
      sentAt: '2026-09-01T08:30:00+02:00',
      title: 'Innkalling til time',
      senderName: 'Pasientkorrespondanse',
      text: 'Du har fått time ved poliklinikken.\n\nLes innkallingsbrevet som er vedlagt, og møt opp ti minutter før timen.',
      attachment: { title: 'Innkallingsbrev', fileName: 'Innkallingsbrev.pdf' },
    },
  ],
});
