import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerOf } from './access/caller.ts';
import { mustRepresent, mustTakePart } from './access/may.ts';
import type { Configurations } from './configurations.ts';
import type { Exchange } from './exchange.ts';
import { readHerId } from './her-id.ts';
import { listQueryReader } from './list-query.ts';
import type { Message, ReceiverState } from './message.ts';
import { messageId } from './message-id.ts';

/** Everything that reads a message, and the read mark. None of it takes a body: see ignoreBodies(). */
export function messageRoutes(
  scope: FastifyInstance,
  exchange: Exchange,
  configurations: Configurations,
): void {
  const read = (request: FastifyRequest<{ Params: { id: string } }>): Message => {
    const message = exchange.get(messageId(request.params.id, exchange));
    mustTakePart(callerOf(request), message);
    return message;
  };
  readMarkRoute(scope, exchange, configurations);
  const readQuery = listQueryReader();
  scope.get<{ Querystring: Record<string, unknown> }>('/Messages', (request, reply) => {
    const query = readQuery(request.url, request.query);
    mustRepresent(callerOf(request), query.receiverHerIds);
    const unread = exchange.unread(query);
    return reply.send(
      unread.map(({ message, receiver }) =>
        query.includeMetadata
          ? describe(message, receiver.herId)
          : { id: message.id, receiverHerId: receiver.herId },
      ),
    );
  });

  scope.get<{ Params: { id: string } }>('/Messages/:id', (request, reply) => {
    const message = read(request);
    return reply.send(describe(message, message.receivers[0]?.herId));
  });

  scope.get<{ Params: { id: string } }>('/Messages/:id/business-document', (request, reply) => {
    const message = read(request);
    // Written out: base64 needs no escape, and to look for one in a whole document takes long.
    return reply
      .type('application/json; charset=utf-8')
      .send(`{"businessDocument":"${message.document()}",${documentForm}}`);
  });

  scope.get<{ Params: { id: string } }>('/Messages/:id/status', (request, reply) => {
    const { receivers } = read(request);
    return reply.send(receivers.map(statusOf));
  });

  scope.get<{ Params: { id: string } }>('/Messages/:id/apprec', (request, reply) => {
    const { receivers } = read(request);
    return reply.send(
      receivers.map(({ herId, appRec }) => ({
        receiverHerId: herId,
        appRecStatus: appRec?.status ?? null,
        appRecErrorList: appRec?.errors ?? null,
      })),
    );
  });
}

const documentForm = '"contentType":"application/xml","contentTransferEncoding":"base64"';

const statusOf = ({ herId, transport, appRec }: ReceiverState): object => ({
  receiverHerId: herId,
  // v2 goes on waiting for a receipt that will not come any more.
  transportDeliveryState: transport === 'Abandoned' ? 'Unconfirmed' : transport,
  appRecStatus: appRec?.status ?? null,
});

/** The read mark. */
function readMarkRoute(scope: FastifyInstance, exchange: Exchange, configurations: Configurations): void {
  scope.put<{ Params: { id: string; herId: string } }>('/Messages/:id/read/:herId', (request, reply) => {
    const id = messageId(request.params.id, exchange);
    const herId = readHerId(request.params.herId, 'herId');
    const message = exchange.get(id);
    const caller = callerOf(request);
    mustRepresent(caller, [herId]);
    configurations.mustBeFree(caller, [herId]);
    exchange.markRead(message, herId);
    return reply.code(204).send();
  });
}

/** A message as the API describes it to one receiver. */
function describe(message: Message, receiverHerId: number | undefined): Record<string, unknown> {
  return {
    id: message.id,
    contentType: 'application/xml',
    receiverHerId,
    senderHerId: message.senderHerId,
    businessDocumentId: message.businessDocumentId,
    businessDocumentGenDate: message.localGenDate,
    isAppRec: message.isAppRec,
  };
}
