import { expect, test } from '@playwright/test';
import { parseMessage, rebuildMessage } from '../parse-message.ts';
import { readEnvelope } from '../read-envelope.ts';
import * as built from './clinical.fixture.ts';

const { builtMessages } = built;
const parse = (kind: string) => parseMessage(builtMessages[kind]?.xml ?? '');
const contentOf = (kind: string): unknown => {
  const message = parse(kind);
  return message.root === 'MsgHead' ? message.documents.at(-1)?.content : message;
};

for (const [kind, { facts, schema, xml }] of Object.entries(builtMessages)) {
  test(`${kind}: its facts keep their schema, the message names who and whom, and rebuilds as it was`, () => {
    expect(schema.safeParse(facts).success).toBe(true);
    const { sender, receiver, msgId } = built.aReferral;
    expect(readEnvelope(xml)).toMatchObject({
      msgId,
      senderHerId: sender.serviceHerId,
      receiverHerIds: [receiver.serviceHerId],
    });
    const message = parseMessage(xml);
    expect(parseMessage(rebuildMessage(message))).toMatchObject({ root: message.root, msgId });
    if (kind !== 'practitioner claim') expect(message).toMatchObject({ patient: built.aReferral.patient });
  });
}

test('referrals keep purpose, reasons, findings, diagnoses and priority', () => {
  const { reasons, findings, diagnoses, priority } = built.aReferral;
  for (const kind of ['referral 1.1', 'referral 2.0']) {
    expect(contentOf(kind)).toMatchObject({
      kind: 'Henvisning',
      serviceType: 'N',
      reasons: reasons.map(({ text }) => ({ text })),
      findings: findings.map(({ text }) => ({ text })),
      diagnoses,
      priority: priority.code,
    });
  }
});

test('a discharge summary keeps its diagnoses, the main one first', () => {
  const { mainDiagnosis, otherDiagnoses } = built.aSummary;
  expect(contentOf('discharge summary 1.2')).toMatchObject({
    kind: 'Epikrise',
    version: '1.2',
    diagnoses: [mainDiagnosis, ...otherDiagnoses],
  });
});

test('a lab report keeps numbers with units, and words', () => {
  expect(contentOf('lab report 1.4')).toMatchObject({
    results: [
      { value: '140.5', unit: 'mmol/L', reference: '137 - 145' },
      { value: 'Ikke påvist', deviation: '1' },
    ],
  });
});

test('a requisition keeps what is asked for', () => {
  expect(contentOf('requisition 1.6')).toMatchObject({ investigations: built.aRequisition.investigations });
});

test('an appointment keeps slot and agreement', () => {
  const { start, end, uid, agreementId, contactHerId, summary, location } = built.anAppointment;
  const event = { start, end, uid, relatedTo: agreementId, contact: contactHerId, summary, location };
  expect(contentOf('appointment')).toMatchObject({ events: [{ ...event, status: 'CONFIRMED' }] });
});

test('dialogue, prescription, recall, logistics and claim keep theirs', () => {
  expect(contentOf('health dialogue 1.1')).toMatchObject({ notes: [{ text: built.aDialogue.text }] });
  const { prescribed, expires, product, atc } = built.aPrescription;
  expect(contentOf('prescription M1')).toMatchObject({ prescribed, expires, product, atc, repeats: '0' });
  expect(contentOf('recall M5')).toMatchObject({ prescriptionId: built.aRecall.prescriptionId });
  expect(contentOf('patient logistics 1.6')).toMatchObject({
    kind: 'Pasientlogistikk',
    events: [{ code: { code: '3' }, at: built.someLogistics.at, isEstimate: false }],
  });
  expect(contentOf('practitioner claim')).toMatchObject({
    count: 2,
    total: { amount: '359.02', currency: 'NOK' },
    bills: [{ tariffs: ['3ad', '4a1'], sum: { amount: '179.51' } }, {}],
  });
});
