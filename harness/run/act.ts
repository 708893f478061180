import { test } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import type { Clock } from '#harness/common/clock.ts';
import type { HospitalRecordsDriver, LetterOrder, SendOutcome } from '#harness/common/drivers.ts';
import type { EvidenceCollector } from './evidence.ts';
import type { SentLetter } from './subjects.ts';

/** What the record system sends, said by role. */
export interface LetterToSend extends Omit<LetterOrder, 'patient'> {
  readonly citizen: string;
  /** Only for a patient who is nobody at the portal; default: the roster's person with that role. */
  readonly patient?: LetterOrder['patient'];
}

/** Writing, in test only. Every act is a step of the report. */
export interface Act {
  /** Sends a letter and returns once the message exchange has accepted it. */
  sendLetter(letter: LetterToSend): Promise<SentLetter>;
  /** Sends a letter that may be refused, and returns what the sender was told. */
  trySendLetter(letter: LetterToSend): Promise<SendOutcome>;
}

interface ActContext {
  readonly driver: () => Promise<HospitalRecordsDriver>;
  readonly person: (role: string) => LetterOrder['patient'];
  /** Of the roster's receiver. */
  readonly receiverHerId: string;
  readonly evidence: EvidenceCollector;
  readonly clock: Clock;
}

export function createAct({ driver, person, receiverHerId, evidence, clock }: ActContext): Act {
  const send = async ({ citizen, patient, ...order }: LetterToSend): Promise<SendOutcome> => {
    const { pid, familyName, middleName, givenName } = patient ?? person(citizen);
    const who = { pid, familyName, givenName, ...(middleName === undefined ? {} : { middleName }) };
    const msgId = order.msgId ?? randomUUID();
    // Known before it is sent: a letter that stops on its way is followed too.
    const followed = { msgId, receiverHerId: order.receiverHerId ?? receiverHerId };
    evidence.references = followed;
    const outcome = await (await driver()).send({ ...order, msgId, patient: who });
    if (outcome.sent) {
      evidence.references = { ...followed, msgId: outcome.msgId, exchangeId: outcome.exchangeId };
    }
    return outcome;
  };
  return {
    sendLetter: (letter) =>
      test.step(`the record system sends "${letter.title}"`, async () => {
        const sentAt = clock.now();
        const outcome = await send(letter);
        if (!outcome.sent) throw new Error(`The record system could not send the letter: ${outcome.message}`);
        const { title, senderName, text, attachment, citizen } = letter;
        const { id: hospitalId, msgId, exchangeId } = outcome;
        const content = { title, senderName, text, attachment };
        const parties = { citizen, sender: 'sender', receiver: 'receiver' };
        return { ...content, ...parties, hospitalId, msgId, exchangeId, sentAt, isStanding: false };
      }),
    trySendLetter: (letter) =>
      test.step(`the record system tries to send "${letter.title}"`, () => send(letter)),
  };
}
