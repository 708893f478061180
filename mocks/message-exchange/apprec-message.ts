import type { AppRecFacts } from './apprec-document.ts';
import { norwegianLocalTime } from './local-time.ts';
import { newReceiver, type Message } from './message.ts';

/** The message that carries an AppRec to the sender of the original. Its document is built when first read. */
export function appRecMessage(facts: AppRecFacts, build: (facts: AppRecFacts) => string): Message {
  const { id, genDate, original, senderHerId } = facts;
  let document: string | undefined;
  return {
    id,
    senderHerId,
    receivers: [newReceiver(original.senderHerId)],
    businessDocumentId: id,
    type: 'APPREC',
    genDate,
    localGenDate: norwegianLocalTime(genDate),
    isAppRec: true,
    document: () => (document ??= Buffer.from(build(facts)).toString('base64')),
  };
}
