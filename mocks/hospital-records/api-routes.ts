import type { FastifyInstance } from 'fastify';
import { HarnessError } from '#harness/errors.ts';
import { refreshTransport } from './follow-up.ts';
import { letterRequestSchema, sendLetter, type Dispatch } from './send-letter.ts';
import { outcomeOf, reasonOf, type SentLetter } from './sent-letters.ts';

/** The API that drivers use: send a letter, see what became of it. */
export function apiRoutes(app: FastifyInstance, dispatch: Dispatch): void {
  const { letters, exchange } = dispatch;

  app.post('/letters', async (request, reply) => {
    const body = letterRequestSchema.safeParse(request.body);
    if (!body.success) {
      const places = body.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
      return reply.code(400).send({ outcome: 'failed', code: 'wrong-request', message: places.join('; ') });
    }
    const result = await sendLetter(dispatch, body.data);
    if (result.outcome === 'wrong-request') {
      return reply.code(400).send({ outcome: 'failed', code: 'wrong-request', message: result.message });
    }
    const { id, msgId, exchangeId, refusal } = result.letter;
    return result.outcome === 'sent'
      ? reply.code(201).send({ id, msgId, exchangeId })
      : reply.code(422).send({ outcome: 'rejected', code: result.code, message: refusal, id });
  });

  app.get<{ Params: { id: string } }>('/letters/:id', async (request, reply) => {
    const { id } = request.params;
    await refreshTransport(exchange, letters, id);
    const letter = letters.find(id);
    if (letter === undefined) {
      return reply
        .code(404)
        .send({ outcome: 'failed', code: 'unknown-letter', message: 'Brevet finnes ikke.' });
    }
    return reply.send(toJson(letter));
  });

  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (!(error instanceof HarnessError)) {
      const status = error.statusCode ?? 500;
      const message = status < 500 ? error.message : 'The record system failed.';
      return reply.code(status).send({ outcome: 'failed', code: 'fault', message });
    }
    const { code, participant, message } = error;
    const isRefused = code === 'MESSAGE_INVALID';
    return reply.code(502).send({
      outcome: 'failed',
      code: isRefused ? 'message-refused' : 'participant-down',
      participant,
      message,
    });
  });
}

const toJson = (letter: SentLetter): object => ({
  id: letter.id,
  msgId: letter.msgId,
  exchangeId: letter.exchangeId ?? null,
  title: letter.title,
  sentAt: letter.sentAt.toISOString(),
  transport: letter.transport ?? null,
  appRec: letter.receipt ? { ...letter.receipt, at: letter.receipt.at.toISOString() } : null,
  deliveryReport: letter.delivery
    ? { channel: letter.delivery.channel, deliveredAt: letter.delivery.deliveredAt?.toISOString() ?? null }
    : null,
  outcome: outcomeOf(letter),
  reason: reasonOf(letter),
});
