import type { ServiceConfig } from '#harness/common/service-config.ts';
import { fullName } from './send-letter.ts';
import type { SentLetter } from './sent-letters.ts';

/** The letters that were sent and delivered before the service started. Their id is their MsgId. */
export function standingLetters({
  roster,
  standing,
}: Pick<ServiceConfig, 'roster' | 'standing'>): SentLetter[] {
  return standing.letters.map((letter) => {
    const person = roster.people.find(({ role }) => role === letter.citizen);
    const receiver = roster.parties.find(({ role }) => role === letter.receiver);
    const organisation = roster.parties.find(({ herId }) => herId === receiver?.parentHerId) ?? receiver;
    const sentAt = new Date(letter.sentAt);
    return {
      id: letter.msgId,
      msgId: letter.msgId,
      title: letter.title,
      patientName: person === undefined ? '' : fullName(person),
      receiverName: organisation?.name ?? '',
      sentAt,
      exchangeId: letter.exchangeId,
      transport: 'Acknowledged',
      refusal: undefined,
      receipt: { status: 'Ok', at: sentAt, errors: [] },
      delivery: { channel: 'Helsenorge', deliveredAt: sentAt, failure: undefined },
    };
  });
}
