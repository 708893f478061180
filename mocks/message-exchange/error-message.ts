import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ExchangeSettings } from './settings.ts';
import { toRefusal } from './to-refusal.ts';

/** Answers with the ErrorMessage of API v2 whatever went wrong. */
export type SendErrorMessage = (error: Error, request: FastifyRequest, reply: FastifyReply) => void;

/** @param errorCasing how the names of its members are written */
export function errorMessages({ errorCasing }: Pick<ExchangeSettings, 'errorCasing'>): SendErrorMessage {
  const named = (member: string): string =>
    errorCasing === 'camelCase' ? member : member.charAt(0).toUpperCase() + member.slice(1);
  return (error, _request, reply) => {
    const refusal = toRefusal(error);
    const message = {
      error: refusal.message,
      errorCode: refusal.errorCode,
      validationErrors: refusal.validationErrors,
      stackTrace: null,
      requestId: randomUUID(),
    };
    void reply
      .code(refusal.status)
      .headers(refusal.headers)
      .send(Object.fromEntries(Object.entries(message).map(([member, value]) => [named(member), value])));
  };
}
