import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';
import { Server, Socket } from 'node:net';

const nameAndPort = /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\]):([0-9]{1,5})$/i;

/** Whether it is what a CONNECT may ask for (RFC 9112, 3.2.3): a name or an address, a port, and nothing else. */
export function isAuthority(target: string): boolean {
  const port = Number(nameAndPort.exec(target)?.[1] ?? 0);
  return port > 0 && port < 65_536 && URL.canParse(`https://${target}`);
}

/**
 * From now on no server of this process opens a tunnel to what is no authority, nor one by HTTP/2. mockttp opens any,
 * says nothing of it, and ends at what some of them carry.
 * @param refuse told why, before the client is; gives the whole answer
 */
export function refuseOddTunnels(refuse: (reason: string) => string): void {
  Server.prototype.emit = function (this: Server, event: string | symbol, ...rest: unknown[]): boolean {
    if (event === 'connect') {
      const [request, client] = rest as [IncomingMessage, Socket | Http2ServerResponse];
      // mockttp would read settings of its own in it, and end where it reads none.
      delete request.headers['proxy-authorization'];
      const reason = reasonAgainst(request, client);
      if (reason !== undefined) {
        answer(client, refuse(reason));
        return true;
      }
    }
    return EventEmitter.prototype.emit.call(this, event, ...rest);
  };
}

function reasonAgainst(
  { url = '' }: IncomingMessage,
  client: Socket | Http2ServerResponse,
): string | undefined {
  if (!(client instanceof Socket)) return 'HTTP/2 is not spoken here.';
  return isAuthority(url) ? undefined : 'The tunnel that it asks for leads to no name and port.';
}

function answer(client: Socket | Http2ServerResponse, text: string): void {
  // Whoever goes away before the answer has come is refused all the same.
  client.on('error', () => undefined);
  if (client instanceof Socket) client.end(text);
  else client.writeHead(403).end();
}
