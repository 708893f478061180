import type { FastifyError } from 'fastify';
import { HarnessError } from '#harness/errors.ts';
import { invalid, Refusal } from './refusal.ts';

/** What fastify refuses before a route sees it. Its own messages quote the body, so they are not used. */
const beforeRoutes: Readonly<Record<number, string>> = {
  400: 'The body must be valid JSON.',
  413: 'The request must not be larger than 35 MB.',
  415: 'The content type must be application/json, text/json or application/*+json.',
};

/** Whatever went wrong in a request, as a refusal; what nobody foresaw is a 500, and told on stderr. */
export function toRefusal(error: Error): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof HarnessError && error.code === 'MESSAGE_INVALID') return invalid(error.message);
  const { code, statusCode = 500 } = error as Partial<FastifyError>;
  if (code === 'FST_ERR_BAD_URL') return invalid('The address must be percent-encoded UTF-8.');
  const status = error instanceof HarnessError ? 500 : statusCode;
  const rule = beforeRoutes[status];
  if (rule !== undefined) return new Refusal(status, 'Model validation error occurred', [rule]);
  process.stderr.write(`${error.stack ?? error.message}\n`);
  return new Refusal(500, 'An unknown error occurred');
}
