import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';
import { Server, Socket } from 'node:net';
import type { TunnelWatch } from './tunnel-watch.ts';

const nameAndPort = /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\]):([0-9]{1,5})$/i;

/** Whether it is what a CONNECT may ask for (RFC 9112, 3.2.3): a name or an address, a port, and nothing else. */
export function isAuthority(target: string): boolean {
  const port = Number(nameAndPort.exec(target)?.[1] ?? 0);
  return port > 0 && port < 65_536 && URL.canParse(`https://${target}`);
}

/** Node's codes of errors for what is no HTTP/1.1, or not in its strict form; but an end in the middle of a request is a client that went away. */
export const isBrokenRequest = (code: string | undefined): boolean =>
  code !== undefined && /^(HPE_(?!INVALID_EOF)|ERR_INVALID_|PREPROCESSING)/.test(code);

/** Node's events for a request: with `Expect` they are others. */
const requests: ReadonlySet<string | symbol> = new Set([
  'request',
  'upgrade',
  'checkContinue',
  'checkExpectation',
]);
const noHttp2 = 'HTTP/2 is not spoken here.';

/**
 * From now on no server of this process opens a tunnel to what is no authority, nor one by HTTP/2. mockttp opens any,
 * says nothing of it, and ends at what some of them carry.
 * @param refuse told why, before the client is; gives the whole answer
 * @param watch told of the tunnels that are opened, and of each request
 */
export function guardTunnels(refuse: (reason: string) => string, watch: TunnelWatch): void {
  Server.prototype.emit = function (this: Server, event: string | symbol, ...rest: unknown[]): boolean {
    if (requests.has(event)) {
      const [request, client] = rest as [IncomingMessage, Http2ServerResponse];
      watch.asked(request.socket);
      if (request.httpVersionMajor > 1) {
        answer(client, refuse(noHttp2));
        return true;
      }
    }
    if (event === 'clientError') {
      const [error, client] = rest as [NodeJS.ErrnoException, Socket];
      if (isBrokenRequest(error.code)) watch.asked(client);
    }
    if (event === 'connect') {
      const [request, client] = rest as [IncomingMessage, Socket | Http2ServerResponse];
      // mockttp would read settings of its own in it, and end where it reads none.
      delete request.headers['proxy-authorization'];
      const reason = reasonAgainst(request, client);
      if (reason !== undefined) {
        answer(client, refuse(reason));
        return true;
      }
      watch.opened(client as Socket, request.url ?? '');
    }
    return EventEmitter.prototype.emit.call(this, event, ...rest);
  };
}

function reasonAgainst(
  { url = '' }: IncomingMessage,
  client: Socket | Http2ServerResponse,
): string | undefined {
  if (!(client instanceof Socket)) return noHttp2;
  return isAuthority(url) ? undefined : 'The tunnel that it asks for leads to no name and port.';
}

function answer(client: Socket | Http2ServerResponse, text: string): void {
  // Whoever goes away before the answer has come is refused all the same.
  client.on('error', () => undefined);
  if (client instanceof Socket) client.end(text);
  else client.writeHead(403).end();
}
