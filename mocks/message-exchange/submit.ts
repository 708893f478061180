import { randomUUID } from 'node:crypto';
import type { Exchange } from './exchange.ts';
import type { EbXmlOverrides } from './far-side/envelope.ts';
import { norwegianLocalTime } from './local-time.ts';
import { newReceiver } from './message.ts';
import type { SentDocument } from './read-document.ts';
import { faultsOf, type ExchangeSettings } from './settings.ts';

export interface Submission {
  readonly sent: SentDocument;
  /** Those of the document's receivers that it goes to. */
  readonly receiverHerIds: readonly number[];
  /** For a receiver that is reached by EDI. */
  readonly overrides: EbXmlOverrides;
}

/**
 * How documents that were read and checked get into the exchange, with the faults that the settings want. Returns the
 * id of the message there; an AppRec answers its original.
 */
export function submitting(
  exchange: Exchange,
  settings: ExchangeSettings,
): (submission: Submission) => string {
  const nextFault = faultsOf(settings);
  return ({ sent, receiverHerIds, overrides }) => {
    const message = {
      id: randomUUID(),
      senderHerId: sent.senderHerId,
      receivers: receiverHerIds.map(newReceiver),
      businessDocumentId: sent.msgId,
      type: sent.type,
      genDate: sent.genDate,
      localGenDate: norwegianLocalTime(sent.genDate),
      isAppRec: sent.appRec !== undefined,
      document: () => sent.document,
    };
    answerOriginal(exchange, sent, message.id);
    const fault = sent.appRec === undefined ? nextFault() : undefined;
    exchange.accept(message, { fault, ebXmlOverrides: overrides });
    return message.id;
  };
}

/** An AppRec for a message that did not come through this exchange is passed on, and that is all. */
function answerOriginal(
  exchange: Exchange,
  { originalMsgId, senderHerId, receiverHerIds, appRec }: SentDocument,
  messageId: string,
): void {
  if (appRec === undefined || originalMsgId === undefined) return;
  const originals = exchange
    .withDocumentId(originalMsgId)
    .filter(
      (message) =>
        receiverHerIds.includes(message.senderHerId) &&
        message.receivers.some((receiver) => receiver.herId === senderHerId),
    );
  const original =
    originals.find((message) =>
      message.receivers.some((receiver) => receiver.herId === senderHerId && receiver.appRec === undefined),
    ) ?? originals[0];
  if (original !== undefined) exchange.answer(original, senderHerId, { ...appRec, messageId });
}
