import type { FastifyReply } from 'fastify';

/** Answers with an error as RFC 9457 has it; `more` are members of the API's own. */
export function sendProblem(
  reply: FastifyReply,
  status: number,
  title: string,
  detail: string,
  more: Readonly<Record<string, unknown>> = {},
): FastifyReply {
  return reply
    .code(status)
    .type('application/problem+json')
    .send({ type: 'about:blank', title, status, detail, ...more });
}
