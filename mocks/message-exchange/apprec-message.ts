import type { AppRecFacts } from './apprec-document.ts';
import { norwegianLocalTime } from './local-time.ts';
import { newReceiver, type Message } from './message.ts';

/** The message that carries an AppRec to the sender of the original. Its document is built when first read. */
export function appRecMessage(facts: AppRecFacts, build: (facts: AppRecFacts) => string): Message {
  const { id, genDate, senderHerId } = facts;
  const { type, genDate: sentAt, businessDocumentId, senderHerId: receiverHerId } = facts.original;
  // The original itself, with its document, may be let go before its AppRec is: only facts of it are kept.
  const original = { type, genDate: sentAt, businessDocumentId, senderHerId: receiverHerId };
  const kept: AppRecFacts = { id, genDate, senderHerId, original, outcome: facts.outcome };
  let document: string | undefined;
  return {
    id,
    senderHerId,
    receivers: [newReceiver(receiverHerId)],
    businessDocumentId: id,
    type: 'APPREC',
    genDate,
    localGenDate: norwegianLocalTime(genDate),
    isAppRec: true,
    document: () => (document ??= Buffer.from(build(kept)).toString('base64')),
  };
}
