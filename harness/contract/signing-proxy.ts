import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HelseIdClient } from '#mocks/kit/helse-id/helse-id-client.ts';

export interface SigningProxy extends AsyncDisposable {
  readonly origin: string;
}

/**
 * A proxy before the exchange for clients that know bearer tokens alone: a request with `Bearer <password>` goes on with
 * HelseID's token and a DPoP proof made for it, any other as it came. So a request that means to lack a token does.
 */
export async function startSigningProxy(
  exchange: string,
  helseId: HelseIdClient,
  password: string,
): Promise<SigningProxy> {
  const { host } = new URL(exchange);
  const server = createServer((incoming, outgoing) => {
    void forward(incoming, outgoing).catch(() => outgoing.destroy());
  });
  const forward = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/', headers } = incoming;
    const isKnown = headers.authorization === `Bearer ${password}`;
    const signed = isKnown ? await helseId.headersFor(method, exchange + url) : {};
    // The path goes on byte by byte: what the client made of it is what is tested.
    const onward = httpRequest(
      { ...addressOf(exchange), method, path: url, headers: { ...headers, host, ...signed } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function addressOf(origin: string): { host: string; port: string } {
  const { hostname, port } = new URL(origin);
  return { host: hostname, port };
}
