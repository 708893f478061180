import type { ServiceConfig } from '#harness/common/service-config.ts';
import type { StandingLetter } from '#harness/common/roster.ts';
import { HarnessError } from '#harness/errors.ts';
import { buildLetter } from '#harness/messages/build-letter.ts';
import { buildPdf } from '#harness/messages/build-pdf.ts';
import { letterType } from '#harness/messages/code-systems.ts';
import { messageParty } from '#harness/messages/message-party.ts';
import { appRecBuilder } from './apprec-document.ts';
import { appRecMessage } from './apprec-message.ts';
import type { Exchange } from './exchange.ts';
import { norwegianLocalTime } from './local-time.ts';
import { newReceiver, type Message, type ReceiverState } from './message.ts';

type Seed = Pick<ServiceConfig, 'roster' | 'standing'>;

/** Puts each standing letter and its AppRec into the exchange as delivered, answered Ok, and read by everyone. */
export function seedStanding(exchange: Exchange, seed: Seed): void {
  const build = appRecBuilder(seed.roster.parties);
  for (const letter of seed.standing.letters) {
    const original = letterMessage(letter, seed);
    const [receiver] = original.receivers;
    if (receiver === undefined) continue;
    const answer = appRecMessage(
      {
        id: letter.appRecId,
        genDate: letter.sentAt,
        original,
        senderHerId: receiver.herId,
        outcome: { status: 'Ok', errors: [] },
      },
      build,
    );
    exchange.keep(original);
    exchange.keep({ ...answer, receivers: answer.receivers.map(({ herId }) => delivered(herId)) });
  }
}

const delivered = (herId: number): ReceiverState => ({
  ...newReceiver(herId),
  transport: 'Acknowledged',
  sent: true,
});

function letterMessage(letter: StandingLetter, { roster }: Seed): Message {
  const sender = inRole(roster.parties, letter.sender).herId;
  const receiver = inRole(roster.parties, letter.receiver).herId;
  const { pid, givenName, middleName, familyName } = inRole(roster.people, letter.citizen);
  const xml = buildLetter({
    msgId: letter.msgId,
    genDate: letter.sentAt,
    sender: messageParty(roster.parties, sender),
    receiver: messageParty(roster.parties, receiver),
    patient: { pid, givenName, familyName, ...(middleName === undefined ? {} : { middleName }) },
    title: letter.title,
    senderName: letter.senderName,
    text: letter.text,
    attachment: {
      ...letter.attachment,
      mimeType: 'application/pdf',
      base64: buildPdf({ title: letter.attachment.title, lines: [letter.text] }),
    },
    deliveryReport: true,
    repliesAllowed: false,
  });
  return {
    id: letter.exchangeId.toLowerCase(),
    senderHerId: Number(sender),
    receivers: [
      { ...delivered(Number(receiver)), appRec: { status: 'Ok', errors: [], messageId: letter.appRecId } },
    ],
    businessDocumentId: letter.msgId,
    type: letterType.V,
    genDate: letter.sentAt,
    localGenDate: norwegianLocalTime(letter.sentAt),
    isAppRec: false,
    document: () => Buffer.from(xml).toString('base64'),
  };
}

function inRole<T extends { readonly role?: string | undefined }>(candidates: readonly T[], role: string): T {
  const found = candidates.find((candidate) => candidate.role === role);
  if (found !== undefined) return found;
  throw new HarnessError(`A standing letter names the role ${role}, which the roster does not have.`, {
    code: 'ENVIRONMENT_INVALID',
    stage: 'environment',
    hint: 'Mend environments/standing/ or environments/rosters/: a letter names roles of its own environment.',
    participant: 'message-exchange',
  });
}
