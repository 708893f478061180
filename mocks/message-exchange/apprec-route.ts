import type { FastifyInstance } from 'fastify';
import { callerOf } from './access/caller.ts';
import { mustRepresent } from './access/may.ts';
import type { AnswerMessage } from './answer-message.ts';
import { appRecRequestSchema } from './apprec-request.ts';
import { check } from './check.ts';
import type { Configurations } from './configurations.ts';
import { created } from './created.ts';
import type { Exchange } from './exchange.ts';
import { readHerId } from './her-id.ts';
import { messageId } from './message-id.ts';

export interface AppRecRoute {
  readonly exchange: Exchange;
  readonly answer: AnswerMessage;
  readonly configurations: Configurations;
}

/** `POST /Messages/{id}/apprec/{appRecSenderHerId}`: the answer shows in the status and goes to the sender. */
export function appRecRoute(
  scope: FastifyInstance,
  { exchange, answer, configurations }: AppRecRoute,
  origin: string,
): void {
  scope.post<{ Params: { id: string; appRecSenderHerId: string } }>(
    '/Messages/:id/apprec/:appRecSenderHerId',
    (request, reply) => {
      // What is sent is checked whole before the message is looked for.
      const id = messageId(request.params.id, exchange);
      const senderHerId = readHerId(request.params.appRecSenderHerId, 'appRecSenderHerId');
      const { appRecStatus, appRecErrorList, ebXmlOverrides } = check(appRecRequestSchema, request.body);
      const original = exchange.get(id);
      const caller = callerOf(request);
      mustRepresent(caller, [senderHerId]);
      configurations.mustBeFree(caller, [senderHerId]);
      const outcome = { status: appRecStatus, errors: appRecErrorList };
      return created(reply, origin, answer(original, senderHerId, outcome, ebXmlOverrides));
    },
  );
}
