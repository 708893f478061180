import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { callerOf } from '../access/caller.ts';
import { mustRepresent, mustTakePart } from '../access/may.ts';
import { check } from '../check.ts';
import { herIdNumber } from '../her-id.ts';
import { messageId } from '../message-id.ts';
import { appRecOnAppRec, Refusal } from '../refusal.ts';
import { appRecRequestSchema, sendRequestSchema } from './requests.ts';
import { readAddressed } from './read-addressed.ts';
import { mustBeConfigured, type V3 } from './v3.ts';

type OfMessage = FastifyRequest<{ Params: { id: string } }>;
const downloadedSchema = z.object({ receiverHerId: herIdNumber });

/** Sending, answering and marking: each on behalf of one HER-id that the caller owns and nobody else has locked. */
export function writeRoutes(scope: FastifyInstance, v3: V3): void {
  const { exchange, configurations } = v3;
  const actFor = (request: FastifyRequest, herId: number): void => {
    const caller = callerOf(request);
    mustRepresent(caller, [herId]);
    mustBeConfigured(configurations, [herId]);
    configurations.mustBeFree(caller, [herId]);
  };

  scope.post('/messages', (request, reply) => {
    const wanted = check(sendRequestSchema, request.body);
    actFor(request, wanted.senderHerId);
    const { receiverHerIds, transportMetadataOverrides: overrides } = wanted;
    const sent = readAddressed(wanted);
    return reply.code(202).send({ id: v3.submit({ sent, receiverHerIds, overrides }) });
  });

  scope.post('/messages/:id/apprec', (request: OfMessage, reply) => {
    const id = messageId(request.params.id, exchange);
    const wanted = check(appRecRequestSchema, request.body);
    const { appRecSenderHerId, appRecStatus, appRecErrorList } = wanted;
    const original = exchange.get(id);
    mustTakePart(callerOf(request), original);
    actFor(request, appRecSenderHerId);
    if (original.isAppRec) throw appRecOnAppRec();
    if (!original.receivers.some(({ herId }) => herId === appRecSenderHerId)) throw notReceiver();
    const outcome = { status: appRecStatus, errors: appRecErrorList };
    const overrides = wanted.transportMetadataOverrides;
    return reply.code(202).send({ id: v3.answer(original, appRecSenderHerId, outcome, overrides) });
  });

  scope.put('/messages/:id/downloaded', (request: OfMessage, reply) => {
    const id = messageId(request.params.id, exchange);
    const { receiverHerId } = check(downloadedSchema, request.body);
    const message = exchange.get(id);
    mustTakePart(callerOf(request), message);
    actFor(request, receiverHerId);
    exchange.markRead(message, receiverHerId);
    return reply.code(204).send();
  });
}

const notReceiver = (): Refusal =>
  new Refusal(
    400,
    'Model validation error occurred',
    ['appRecSenderHerId: must be a receiver of the message'],
    { problem: 'appRecByOther' },
  );
