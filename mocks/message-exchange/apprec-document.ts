import type { CommunicationParty } from '#harness/common/roster.ts';
import { buildAppRec } from '#harness/messages/build-apprec.ts';
import { codeSystems } from '#harness/messages/code-systems.ts';
import { messageParty } from '#harness/messages/message-party.ts';
import type { AppRecOutcome, Message } from './message.ts';

export interface AppRecFacts {
  /** GUID of the message, and Id of the document. */
  readonly id: string;
  /** Instant with zone. */
  readonly genDate: string;
  readonly original: Pick<Message, 'type' | 'genDate' | 'businessDocumentId' | 'senderHerId'>;
  readonly senderHerId: number;
  readonly outcome: AppRecOutcome;
}

type Build = (facts: AppRecFacts) => string;

/** Builds the AppRec that the exchange writes for a receiver who answers through the API. */
export function appRecBuilder(parties: readonly CommunicationParty[]): Build {
  const templates = new Map<string, readonly string[]>();
  return (facts) => {
    const { original, senderHerId, outcome } = facts;
    if (outcome.errors.length > 0 || !/^[\w-]+$/.test(original.businessDocumentId))
      return build(facts, parties);
    // Under load the same two parties receipt each other thousands of times; only ids and instants differ.
    const key = [senderHerId, original.senderHerId, outcome.status, original.type].join(' ');
    let template = templates.get(key);
    if (template === undefined) templates.set(key, (template = templateFor(facts, parties)));
    const values = [facts.genDate, facts.id, original.genDate, original.businessDocumentId];
    return template.reduce((text, part, i) => text + (values[i - 1] ?? '') + part);
  };
}

/** The document in five parts, split where GenDate, Id, and the original's GenDate and MsgId stand, in this order. */
function templateFor(facts: AppRecFacts, parties: readonly CommunicationParty[]): readonly string[] {
  const original = { ...facts.original, genDate: '\uE000', businessDocumentId: '\uE000' };
  return build({ ...facts, id: '\uE000', genDate: '\uE000', original }, parties).split('\uE000');
}

function build(facts: AppRecFacts, parties: readonly CommunicationParty[]): string {
  const { id, genDate, original, senderHerId, outcome } = facts;
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
