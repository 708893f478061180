import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { check } from './check.ts';
import { created } from './created.ts';
import type { Exchange } from './exchange.ts';
import { norwegianLocalTime } from './local-time.ts';
import { newReceiver } from './message.ts';
import { readDocument, type SentDocument } from './read-document.ts';
import { invalid } from './refusal.ts';
import { sendRequestSchema } from './send-request.ts';
import type { Fault } from './settings.ts';

/** `POST /Messages`: sender and receivers are read out of the document; an AppRec answers its original. */
export function sendRoute(
  scope: FastifyInstance,
  exchange: Exchange,
  nextFault: () => Fault | undefined,
  origin: string,
): void {
  scope.post('/Messages', (request, reply) => {
    const { businessDocument, receiverHerIdsSubset, ebXmlOverrides } = check(sendRequestSchema, request.body);
    const sent = readDocument(businessDocument);
    const receiverHerIds = receiversOf(sent, receiverHerIdsSubset ?? undefined);
    answerOriginal(exchange, sent);
    const id = randomUUID();
    exchange.accept(
      {
        id,
        senderHerId: sent.senderHerId,
        receivers: receiverHerIds.map(newReceiver),
        businessDocumentId: sent.msgId,
        type: sent.type,
        genDate: sent.genDate,
        localGenDate: norwegianLocalTime(sent.genDate),
        isAppRec: sent.appRec !== undefined,
        document: () => businessDocument,
      },
      { fault: sent.appRec === undefined ? nextFault() : undefined, ebXmlOverrides },
    );
    return created(reply, origin, id);
  });
}

function receiversOf(sent: SentDocument, subset: readonly number[] | undefined): readonly number[] {
  if (subset === undefined || subset.length === 0) return sent.receiverHerIds;
  if (!subset.every((herId) => sent.receiverHerIds.includes(herId))) {
    throw invalid('receiverHerIdsSubset: must be receivers of the business document.');
  }
  return sent.receiverHerIds.filter((herId) => subset.includes(herId));
}

/** An AppRec for a message that did not come through this exchange is passed on, and that is all. */
function answerOriginal(
  exchange: Exchange,
  { originalMsgId, senderHerId, receiverHerIds, appRec }: SentDocument,
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
  if (original !== undefined) exchange.answer(original, senderHerId, appRec);
}
