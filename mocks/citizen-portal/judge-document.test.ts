import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { buildLetter } from '#harness/messages/build-letter.ts';
import type { Letter } from '#harness/messages/letter.ts';
import { messageParty } from '#harness/messages/message-party.ts';
import { roster } from '#mocks/kit/testing/chain-identities.ts';
import { judgeDocument } from './judge-document.ts';

const portal = '8990201';
const letter: Letter = {
  msgId: 'a6e4f1d2-3b5c-4d7e-8f90-112233445566',
  genDate: '2026-11-22T08:00:00+01:00',
  sender: messageParty(roster.parties, '8990101'),
  receiver: messageParty(roster.parties, portal),
  patient: { pid: '12837010045', givenName: 'Sprø', familyName: 'Lønnesirup' },
  title: 'Svar på prøve',
  senderName: 'Hjertepoliklinikken',
  text: 'Alt er bra.',
  deliveryReport: true,
  repliesAllowed: false,
};
const judge = (xml: string | Buffer) => judgeDocument(Buffer.from(xml), portal, roster.people);
const withFile = (mimeType: string): Letter => ({
  ...letter,
  attachment: { title: 'Vedlegg', fileName: 'vedlegg', mimeType, base64: 'AAAA' },
});

test('a letter to a person on the roster is taken', () => {
  expect(judge(buildLetter(letter))).toMatchObject({
    outcome: 'letter',
    letter: { msgId: letter.msgId, title: 'Svar på prøve', deliveryReport: true },
    person: { role: 'citizen' },
  });
  for (const mimeType of ['application/pdf', 'image/png', 'image/jpeg']) {
    expect(judge(buildLetter(withFile(mimeType))).outcome).toBe('letter');
  }
});

test('every other document is rejected by the code that says why', () => {
  const xml = buildLetter(letter);
  const otherPatient = { pid: '15878410014', givenName: 'Ukjent', familyName: 'Person' };
  const documents: [string | Buffer, string][] = [
    ['ikke XML', 'T01'],
    ['', 'T01'],
    [xml.replace('</MsgHead>', ''), 'T01'],
    [xml.replace('<MsgHead', '<!DOCTYPE x [<!ENTITY y "z">]><MsgHead'), 'T01'],
    [Buffer.from(xml.replace('ø', '\u00f8'), 'latin1'), 'T01'],
    ['<MsgHead/>', 'T02'],
    [xml.replace('V="MTI"', 'V="HE"'), 'T02'],
    [xml.replace(/<Emne>[^<]*/, '<Emne>'), 'T02'],
    [buildLetter(withFile('text/html')), 'T02'],
    [buildLetter({ ...letter, receiver: messageParty(roster.parties, '8990202') }), 'E10'],
    [buildLetter({ ...letter, patient: otherPatient }), 'E35'],
  ];
  for (const [document, code] of documents)
    expect(judge(document)).toMatchObject({ outcome: 'rejected', code });
});

test('what is rejected is named by its MsgId and nothing else of its content', () => {
  const patient = { pid: '15878410014', givenName: 'Ukjent', familyName: 'Person' };
  const judgement = judge(buildLetter({ ...letter, patient }));
  expect(judgement).toMatchObject({ outcome: 'rejected', msgId: letter.msgId });
  expect(JSON.stringify(judgement)).not.toMatch(/15878410014|Ukjent|prøve/);
});

test('no document whatever makes the judge throw', () => {
  const whole = Buffer.from(buildLetter(letter));
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.uint8Array({ maxLength: 8 }), (at, bytes) => {
      const broken = Buffer.from(whole);
      broken.set(bytes.subarray(0, whole.length - at), at);
      expect(['letter', 'rejected']).toContain(judge(broken).outcome);
    }),
  );
});
