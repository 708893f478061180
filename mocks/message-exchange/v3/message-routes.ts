import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerOf } from '../access/caller.ts';
import { mustTakePart } from '../access/may.ts';
import type { Message, ReceiverState } from '../message.ts';
import { messageId } from '../message-id.ts';
import { notFound } from '../refusal.ts';
import type { V3 } from './v3.ts';

type OfMessage = FastifyRequest<{ Params: { id: string } }>;

/** What is read of a message, and `/ping`. None of it takes a body. */
export function readRoutes(scope: FastifyInstance, { exchange, clock }: V3): void {
  const read = (request: OfMessage): Message => {
    const message = exchange.get(messageId(request.params.id, exchange));
    mustTakePart(callerOf(request), message);
    return message;
  };

  scope.get('/messages/:id', (request: OfMessage, reply) => {
    const message = read(request);
    return reply.send({
      id: message.id,
      senderHerId: message.senderHerId,
      receiverHerIds: message.receivers.map(({ herId }) => herId),
      businessDocumentId: message.businessDocumentId,
      businessDocumentGenDate: message.genDate,
      businessDocumentMsgType: message.type,
      contentType: 'application/xml',
    });
  });

  scope.get('/messages/:id/business-document', (request: OfMessage, reply) => {
    const message = read(request);
    mustHaveArrived(request, message);
    return reply.send({
      businessDocument: message.document(),
      contentType: 'application/xml',
      contentTransferEncoding: 'base64',
    });
  });

  scope.get('/messages/:id/status', (request: OfMessage, reply) => {
    const { receivers } = read(request);
    return reply.send({ statusList: receivers.map(statusOf) });
  });

  scope.get('/ping', (_request, reply) =>
    reply.send({ response: 'Pong', timestampUtc: clock.now().toISOString() }),
  );
}

const statusOf = ({ herId, transport, sent, appRec }: ReceiverState): object => ({
  receiverHerId: herId,
  transportDeliveryState: transport,
  sent,
  ...(appRec === undefined
    ? {}
    : {
        apprecInfo: {
          appRecStatus: appRec.status,
          appRecErrorList: appRec.errors,
          appRecId: appRec.messageId,
        },
      }),
});

/** The sender has its document always; a receiver has none where the message was refused or never came. */
function mustHaveArrived(request: OfMessage, { senderHerId, receivers }: Message): void {
  const caller = callerOf(request);
  if (caller.represents(senderHerId)) return;
  const arrived = receivers.some(
    ({ herId, transport }) => caller.represents(herId) && transport === 'Acknowledged',
  );
  if (!arrived) throw notFound();
}
