import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '#harness/common/clock.ts';
import type { CommunicationParty } from '#harness/common/roster.ts';
import { appRecBuilder } from './apprec-document.ts';
import { appRecMessage } from './apprec-message.ts';
import { appRecRequestSchema } from './apprec-request.ts';
import { check } from './check.ts';
import { created } from './created.ts';
import type { Exchange } from './exchange.ts';
import { readHerId } from './her-id.ts';
import { messageId } from './message-id.ts';

/** `POST /Messages/{id}/apprec/{appRecSenderHerId}`: the answer shows in the status and goes to the sender. */
export function appRecRoute(
  scope: FastifyInstance,
  exchange: Exchange,
  parties: readonly CommunicationParty[],
  clock: Clock,
  origin: string,
): void {
  const build = appRecBuilder(parties);
  scope.post<{ Params: { id: string; appRecSenderHerId: string } }>(
    '/Messages/:id/apprec/:appRecSenderHerId',
    (request, reply) => {
      // What is sent is checked whole before the message is looked for.
      const id = messageId(request.params.id);
      const senderHerId = readHerId(request.params.appRecSenderHerId, 'appRecSenderHerId');
      const { appRecStatus, appRecErrorList, ebXmlOverrides } = check(appRecRequestSchema, request.body);
      const original = exchange.get(id);
      const outcome = { status: appRecStatus, errors: appRecErrorList };
      exchange.answer(original, senderHerId, outcome);
      const genDate = clock.now().toISOString();
      const message = appRecMessage({ id: randomUUID(), genDate, original, senderHerId, outcome }, build);
      exchange.accept(message, { ebXmlOverrides });
      return created(reply, origin, message.id);
    },
  );
}
