import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createSecureContext, type SecureContextOptions } from 'node:tls';

export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real TLS server on the loopback that keeps what arrived. */
export interface Upstream extends AsyncDisposable {
  readonly port: number;
  readonly arrived: Arrived[];
}

type Answer = (request: Arrived, response: ServerResponse) => unknown;

/** Serves all names that a leaf is given for, each with its own. */
export async function startUpstream(
  leaves: Readonly<Record<string, { certificate: string; key: string }>>,
  answer: Answer,
  tls: SecureContextOptions = {},
): Promise<Upstream> {
  const arrived: Arrived[] = [];
  const contexts = new Map(
    Object.entries(leaves).map(([host, { certificate, key }]) => [
      host,
      createSecureContext({ ...tls, cert: certificate, key }),
    ]),
  );
  const server = createServer(
    { ...tls, SNICallback: (host, callback) => callback(null, contexts.get(host)) },
    (request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        const seen = { method, url, headers, body: Buffer.concat(parts).toString() };
        arrived.push(seen);
        answer(seen, response);
      });
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    arrived,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
