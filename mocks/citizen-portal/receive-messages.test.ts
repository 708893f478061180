import { expect, test } from '@playwright/test';
import { buildLetter } from '#harness/messages/build-letter.ts';
import { parseMessage } from '#harness/messages/parse-message.ts';
import { readDeliveryReport } from '#harness/messages/read-delivery-report.ts';
import { HarnessError } from '#harness/errors.ts';
import type { AppRecAnswer, ExchangeClient } from '#mocks/kit/exchange-client.ts';
import { messageParty } from '#harness/messages/message-party.ts';
import { roster } from '#mocks/kit/testing/chain-identities.ts';
import { createLetters } from './letters.ts';
import { messageReception } from './receive-messages.ts';

const pid = '12837010045';
const herId = '8990201';

const letterXml = (msgId: string, deliveryReport = true, patientPid = pid): Buffer =>
  Buffer.from(
    buildLetter({
      msgId,
      genDate: '2026-11-22T08:00:00+01:00',
      sender: messageParty(roster.parties, '8990101'),
      receiver: messageParty(roster.parties, herId),
      patient: { pid: patientPid, givenName: 'Sprø', familyName: 'Lønnesirup' },
      title: 'Svar',
      senderName: 'Hjertepoliklinikken',
      text: 'Alt er bra.',
      deliveryReport,
      repliesAllowed: false,
    }),
  );

const failure = (code: 'PARTICIPANT_DOWN' | 'MESSAGE_INVALID'): HarnessError =>
  new HarnessError('The exchange fails as the test wants.', { code, stage: 'participants', hint: '' });

/** An exchange in memory whose next calls can be made to fail before or after they had their effect. */
function memoryExchange(documents: Map<string, Buffer>) {
  const done = { answers: [] as [string, AppRecAnswer][], sent: [] as string[], read: [] as string[] };
  const fail: { call: string; when: 'before' | 'after'; code: 'PARTICIPANT_DOWN' | 'MESSAGE_INVALID' }[] = [];
  const failing = (call: string, effect: () => void): Promise<void> => {
    const plan = fail[0]?.call === call ? fail.shift() : undefined;
    if (plan?.when !== 'before') effect();
    return plan === undefined ? Promise.resolve() : Promise.reject(failure(plan.code));
  };
  const exchange: ExchangeClient = {
    unread: () => {
      const ids = [...documents.keys()].filter((id) => !done.read.includes(id));
      return failing('unread', () => undefined).then(() =>
        ids.map((id) => ({ id, isAppRec: id.startsWith('apprec') })),
      );
    },
    document: (id) => failing('document', () => undefined).then(() => documents.get(id) ?? Buffer.alloc(0)),
    send: (xml) => failing('send', () => void done.sent.push(xml)).then(() => 'sent'),
    answer: (id, _herId, answer) => failing('answer', () => void done.answers.push([id, answer])),
    hasAnswered: (id) => Promise.resolve(done.answers.some(([answered]) => answered === id)),
    markRead: (id) => failing('markRead', () => void done.read.push(id)),
    transport: () => Promise.resolve('Acknowledged'),
  };
  return { exchange, done, fail };
}

function portalOn(documents: [string, Buffer][], knownMsgIds: string[] = []) {
  const memory = memoryExchange(new Map(documents));
  const letters = createLetters();
  const clock = { now: () => new Date('2026-11-22T07:00:01Z'), after: () => Promise.resolve() };
  const reception = messageReception({
    exchange: memory.exchange,
    herId,
    people: roster.people,
    letters,
    knownMsgIds,
    clock,
  });
  return { ...memory, letters, look: () => reception.look() };
}
const first = 'a6e4f1d2-3b5c-4d7e-8f90-112233445566';
const second = 'b7f5a2e3-4c6d-4e8f-9a01-223344556677';

test('a letter is stored, answered, reported on and marked read', async () => {
  const { look, done, letters } = portalOn([['m1', letterXml(first)]]);
  await look();
  expect(letters.of(pid)).toMatchObject([{ title: 'Svar', openedAt: undefined }]);
  expect([done.answers, done.read]).toEqual([[['m1', 'ok']], ['m1']]);
  const report = parseMessage(done.sent[0] ?? '');
  expect(report.root === 'MsgHead' && readDeliveryReport(report)).toMatchObject({
    letterMsgId: first,
    sender: { serviceHerId: herId },
    receiver: { serviceHerId: '8990101' },
    channel: { code: 'Helsenorge' },
    delivered: '2026-11-22T07:00:01.000Z',
    failures: [],
  });
});

test('without a wish for a report none is sent, and receipts are only marked read', async () => {
  const { look, done } = portalOn([
    ['m1', letterXml(first, false)],
    ['apprec1', Buffer.from('<AppRec/>')],
  ]);
  await look();
  expect([done.answers, done.sent, [...done.read].sort()]).toEqual([[['m1', 'ok']], [], ['apprec1', 'm1']]);
});

test('a patient off the roster gets E35, an unreadable document T01, and nothing is stored', async () => {
  const { look, done, letters } = portalOn([
    ['m1', letterXml(first, true, '15878410014')],
    ['m2', Buffer.from('<oops')],
  ]);
  await look();
  expect(new Map(done.answers).get('m1')).toMatchObject({ code: 'E35' });
  expect(new Map(done.answers).get('m2')).toMatchObject({ code: 'T01' });
  expect([letters.of(pid), letters.of('15878410014'), done.sent]).toEqual([[], [], []]);
  expect([...done.read].sort()).toEqual(['m1', 'm2']);
});

test('a MsgId that came before is dropped without a second answer', async () => {
  const { look, done, letters } = portalOn(
    [
      ['m1', letterXml(first)],
      ['m2', letterXml(first)],
      ['m3', letterXml(second)],
    ],
    [second],
  );
  await look();
  expect(letters.of(pid)).toHaveLength(1);
  expect([done.answers.length, done.sent.length, done.read.length]).toEqual([1, 1, 3]);
});

test('a message that stops half-way goes on where it stopped, and nothing is done twice', async () => {
  for (const call of ['document', 'answer', 'send', 'markRead']) {
    for (const when of ['before', 'after'] as const) {
      const { look, done, letters, fail } = portalOn([['m1', letterXml(first)]]);
      fail.push({ call, when, code: 'PARTICIPANT_DOWN' });
      await expect(look()).rejects.toThrow('The exchange fails');
      await look();
      expect(letters.of(pid)).toHaveLength(1);
      expect([done.answers, done.read.at(-1)]).toEqual([[['m1', 'ok']], 'm1']);
      // A report whose sending failed after it had its effect is sent again as the same message.
      expect(new Set(done.sent).size).toBe(1);
    }
  }
});

test('an answer that the exchange refuses is not tried for ever', async () => {
  const { look, done, fail } = portalOn([['m1', letterXml(first)]]);
  fail.push({ call: 'answer', when: 'before', code: 'MESSAGE_INVALID' });
  await look();
  expect([done.answers, done.sent.length, done.read]).toEqual([[], 1, ['m1']]);
});
