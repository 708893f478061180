import type { FastifyInstance } from 'fastify';

export interface EndpointScope {
  /** Of the endpoint whose routes `scope` holds. */
  readonly origin: string;
  /**
   * Of the endpoint whose routes it does not hold. Where it is given, the scope answers at every other name too
   * (the plain port); where not, at its own name alone.
   */
  readonly otherOrigin?: string;
}

/**
 * Tells the two endpoints apart by the Host header; to be called before routes are added. Both have the same paths
 * for some things. TLS ends before us, in the front: whatever the hop here was, the caller used the origin.
 */
export function atEndpoint(scope: FastifyInstance, { origin, otherOrigin }: EndpointScope): void {
  const { protocol, host, hostname } = new URL(origin);
  if (otherOrigin === undefined) {
    const own = new RegExp(`^${hostname.replaceAll('.', '\\.')}(:[0-9]+)?$`, 'i');
    scope.addHook('onRoute', (route) => {
      route.constraints = { host: own };
    });
  }
  const elsewhere = otherOrigin === undefined ? undefined : new URL(otherOrigin).hostname;
  scope.addHook('onRequest', (request, reply, done) => {
    if ((request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase() === elsewhere) {
      reply.callNotFound();
      return;
    }
    request.raw.headers['x-forwarded-proto'] = protocol.slice(0, -1);
    request.raw.headers['x-forwarded-host'] = host;
    done();
  });
}
