import type { FastifyInstance } from 'fastify';

/**
 * Every answer carries these unless its route has said otherwise: no script at all, nothing from elsewhere, nothing
 * kept by caches. Logging out leads a form to the ID gateway, so forms may go there too.
 */
export function securityHeaders(app: FastifyInstance, gatewayOrigin: string | undefined): void {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    ["form-action 'self'", gatewayOrigin].filter(Boolean).join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const headers = {
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
  app.addHook('onSend', (_request, reply, _payload, done) => {
    for (const [name, value] of Object.entries(headers)) {
      if (!reply.hasHeader(name)) void reply.header(name, value);
    }
    done();
  });
}
