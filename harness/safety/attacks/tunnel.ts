import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import type { Tools } from '../attack.ts';

/** A connection to the proxy, asked to lead to `authority`; undefined in the control, where there is none. */
async function connection({ proxyUrl }: Tools, authority: string): Promise<Duplex | undefined> {
  if (proxyUrl === null) return undefined;
  const { hostname, port } = new URL(proxyUrl);
  const request = http.request({ host: hostname, port, method: 'CONNECT', path: authority });
  request.end();
  const [, socket] = (await once(request, 'connect')) as [IncomingMessage, Duplex];
  return socket;
}

/** Sends these bytes over TLS to the portal, as written, and reads what comes first. */
export async function sendRaw(tools: Tools, text: string, authority?: string): Promise<void> {
  const { host, hostname, port } = new URL(tools.origin);
  const through = await connection(tools, authority ?? host);
  const socket = tls.connect({
    servername: hostname,
    // An attack checks no certificate.
    rejectUnauthorized: false,
    ...(through === undefined ? { host: '127.0.0.1', port: Number(port) } : { socket: through }),
  });
  socket.on('error', () => undefined);
  await once(socket, 'secureConnect');
  socket.write(text);
  await once(socket, 'data').finally(() => socket.destroy());
}
