import type { CommunicationParty } from '#harness/common/roster.ts';
import { buildAppRec } from '#harness/messages/build-apprec.ts';
import { codeSystems } from '#harness/messages/code-systems.ts';
import { messageParty } from '#mocks/kit/message-party.ts';
import { norwegianLocalTime } from './local-time.ts';
import { newReceiver, type AppRecOutcome, type Message } from './message.ts';

export interface AppRecFacts {
  /** GUID of the message, and Id of the document. */
  readonly id: string;
  readonly at: Date;
  readonly original: Message;
  readonly senderHerId: number;
  readonly outcome: AppRecOutcome;
}

/** The message that carries an AppRec to the sender of the original. Its document is built when first read. */
export function appRecMessage(facts: AppRecFacts, parties: readonly CommunicationParty[]): Message {
  const { id, original, senderHerId } = facts;
  const genDate = facts.at.toISOString();
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
    document: () => (document ??= Buffer.from(appRecXml(facts, genDate, parties)).toString('base64')),
  };
}

function appRecXml(facts: AppRecFacts, genDate: string, parties: readonly CommunicationParty[]): string {
  const { id, original, senderHerId, outcome } = facts;
  return buildAppRec({
    id,
    genDate,
    sender: messageParty(parties, String(senderHerId)),
    receiver: messageParty(parties, String(original.senderHerId)),
    status: outcome.status,
    errors: outcome.errors.map((error) => ({
      // X99 is "other error": the API lets the code be null, the format does not.
      code: error.errorCode ?? 'X99',
      codeSystem: error.oid ?? codeSystems.appRecError,
      ...(error.details === null ? {} : { description: error.details }),
      ...(error.description === null ? {} : { text: error.description }),
    })),
    original: {
      msgType: original.type,
      genDate: original.genDate,
      msgId: original.businessDocumentId,
    },
  });
}
