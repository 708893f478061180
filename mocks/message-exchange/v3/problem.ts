import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toRefusal } from '../to-refusal.ts';

/** Answers with the problem details (RFC 9457) of API v3 whatever went wrong. */
export function sendProblem(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = toRefusal(error);
  void reply
    .code(refusal.status)
    .headers(refusal.headers)
    .type('application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: STATUS_CODES[refusal.status],
        status: refusal.status,
        detail: refusal.message,
        instance: request.url.split('?')[0],
        errorCode: refusal.problemCode,
        requestId: randomUUID(),
        validationErrors: refusal.validationErrors ?? [],
        timestamp: new Date().toISOString(),
      }),
    );
}
