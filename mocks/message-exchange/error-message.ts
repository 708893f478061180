import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { HarnessError } from '#harness/errors.ts';
import { invalid, Refusal } from './refusal.ts';

/** What fastify refuses before a route sees it. Its own messages quote the body, so they are not used. */
const beforeRoutes: Readonly<Record<number, string>> = {
  400: 'The body must be valid JSON.',
  413: 'The request must not be larger than 35 MB.',
  415: 'The content type must be application/json, text/json or application/*+json.',
};

/** Answers with the API's ErrorMessage whatever went wrong. */
export function sendErrorMessage(
  error: FastifyError | HarnessError | Refusal,
  _request: FastifyRequest,
  reply: FastifyReply,
): void {
  const refusal = toRefusal(error);
  void reply.code(refusal.status).send({
    error: refusal.message,
    errorCode: refusal.errorCode,
    validationErrors: refusal.validationErrors,
    stackTrace: null,
    requestId: randomUUID(),
  });
}

function toRefusal(error: FastifyError | HarnessError | Refusal): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof HarnessError && error.code === 'MESSAGE_INVALID') return invalid(error.message);
  const status = error instanceof HarnessError ? 500 : (error.statusCode ?? 500);
  const rule = beforeRoutes[status];
  if (rule !== undefined) return new Refusal(status, 'Model validation error occurred', [rule]);
  process.stderr.write(`${error.stack ?? error.message}\n`);
  return new Refusal(500, 'An unknown error occurred');
}
