import type { FastifyReply } from 'fastify';
import type { Html } from '#harness/common/html.ts';

const policy =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Answers with a page: no script, nothing from elsewhere, nothing kept by caches; forms go to ourselves alone. */
export const sendPage = (reply: FastifyReply, status: number, page: Html): FastifyReply =>
  reply
    .code(status)
    .headers({
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    })
    .type('text/html; charset=utf-8')
    .send(page.markup);
