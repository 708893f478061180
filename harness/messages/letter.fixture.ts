import fc from 'fast-check';
import type { AppRec } from './apprec.ts';
import { base64OfBytes } from './pdf/base64.ts';
import type { DeliveryReport } from './delivery-report.ts';
import type { Letter, Party, Patient } from './letter.ts';

const hospital: Party = {
  organisationName: 'Fjordheim sykehus HF',
  organisationHerId: '8900100',
  organisationNumber: '210001018',
  serviceName: 'Pasientkorrespondanse',
  serviceHerId: '8900101',
};
const portal: Party = {
  organisationName: 'Innbyggerportalen',
  organisationHerId: '8900200',
  serviceName: 'Digitale innbyggertjenester',
  serviceHerId: '8900201',
};
const patient: Patient = { pid: '12837010045', familyName: 'Lønnesirup', givenName: 'Sprø' };

/** A letter with everything in it. */
export const aLetter: Letter = {
  msgId: 'd6f0c7f2-3b1a-4c5d-8e9f-0a1b2c3d4e5f',
  genDate: '2026-11-22T08:30:00.000+01:00',
  sender: hospital,
  receiver: portal,
  patient,
  title: 'Innkalling til time',
  senderName: 'Fjordheim sykehus, ortopedisk poliklinikk',
  text: 'Hei!\n\nDu har fått time.',
  attachment: {
    title: 'Innkallingsbrev',
    fileName: 'Innkallingsbrev.pdf',
    mimeType: 'application/pdf',
    base64: base64OfBytes('%PDF-1.4\n'),
  },
  deliveryReport: true,
  repliesAllowed: false,
};

/** The portal's delivery report on that letter. */
export const aReport: DeliveryReport = {
  msgId: '0b1c2d3e-4f5a-4b6c-9d7e-8f9a0b1c2d3e',
  genDate: '2026-11-22T08:31:00+01:00',
  letterMsgId: aLetter.msgId,
  sender: portal,
  receiver: hospital,
  patient,
  channel: { code: 'HN', name: 'Helsenorge', system: '2.16.578.1.12.4.1.1.7616' },
  delivered: '2026-11-22T08:30:59+01:00',
  failures: [],
};

/** The portal's positive receipt for that letter. */
export const anAppRec: AppRec = {
  version: '1.1',
  id: '7c8d9e0f-1a2b-4c3d-8e4f-5a6b7c8d9e0f',
  genDate: '2026-11-22T08:30:10+01:00',
  sender: portal,
  receiver: hospital,
  status: 'Ok',
  errors: [],
  original: {
    msgType: 'DIALOG_INNBYGGER_MELDINGSFORMIDLING',
    genDate: aLetter.genDate,
    msgId: aLetter.msgId,
  },
};

// Sami, Kven and Norwegian letters, markup, what XML escapes, a character outside the basic plane.
const character = fc.constantFrom(...'æøåÆØÅáčđŋšŧžÁČĐŊŠŦŽäöÄÖ&<>"\']]> \t0aZ-.,’«»😀'.split(/(?:)/u));
const filled = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(character, { minLength: 1, maxLength })
    .map((characters) => characters.join(''))
    .filter((text) => text.trim() !== '' && text.length <= maxLength);
const digits = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
const herId = fc.integer({ min: 1, max: 7 }).chain(digits);
const withOptional = <R extends object, O extends object>(
  required: fc.Arbitrary<R>,
  optional: fc.Arbitrary<O>,
): fc.Arbitrary<R & Partial<O>> =>
  fc.tuple(required, fc.option(optional, { nil: {} })).map(([one, other]) => ({ ...one, ...other }));

const anyParty: fc.Arbitrary<Party> = withOptional(
  fc.record({
    organisationName: filled(60),
    organisationHerId: herId,
    serviceName: filled(60),
    serviceHerId: herId,
  }),
  fc.record({ organisationNumber: digits(9) }),
);
// Month +80 and a leading zero now and then; the check digits don't matter to a message.
const anyPatient: fc.Arbitrary<Patient> = withOptional(
  fc.record({
    pid: fc
      .tuple(fc.constantFrom('01', '31', '41', '71'), fc.integer({ min: 81, max: 92 }), digits(7))
      .map((parts) => parts.join('')),
    familyName: filled(40),
    givenName: filled(40),
  }),
  fc.record({ middleName: filled(40) }),
);
const instant = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const text = fc.array(fc.oneof(character, fc.constantFrom('\n', '\r', '\r\n')), { maxLength: 300 });

/** Any letter that the schema allows, with difficult names and texts. */
export const anyLetter: fc.Arbitrary<Letter> = withOptional(
  fc.record({
    msgId: fc.uuid(),
    genDate: instant,
    sender: anyParty,
    receiver: anyParty,
    patient: anyPatient,
    title: filled(192),
    senderName: filled(255),
    text: text.map((characters) => characters.join('')),
    deliveryReport: fc.boolean(),
    repliesAllowed: fc.boolean(),
  }),
  fc.record({
    attachment: fc.record({
      title: filled(60),
      fileName: filled(60),
      mimeType: fc.constant('application/pdf'),
      base64: fc.uint8Array({ maxLength: 300 }).map((bytes) => base64OfBytes(String.fromCharCode(...bytes))),
    }),
  }),
);

/** Any receipt: both versions, all statuses. */
export const anyAppRec: fc.Arbitrary<AppRec> = fc.record({
  version: fc.constantFrom('1.0', '1.1'),
  id: fc.uuid(),
  genDate: instant,
  sender: anyParty,
  receiver: anyParty,
  status: fc.constantFrom('Ok', 'Rejected', 'OkErrorInMessagePart'),
  errors: fc.array(
    withOptional(
      fc.record({
        code: fc.constantFrom('E21', 'T01', '07'),
        codeSystem: fc.constant('2.16.578.1.12.4.1.1.8221'),
      }),
      fc.record({ description: filled(60), text: filled(60) }),
    ),
    { maxLength: 3 },
  ),
  original: fc.record({ msgType: fc.constant('EPIKRISE'), genDate: instant, msgId: fc.uuid() }),
});
