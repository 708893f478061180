import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { systemClock } from '#harness/common/clock.ts';
import { readClientHello } from './client-hello.ts';
import { forwarder } from './forward.ts';
import type { FrontConfig, FrontName } from './front-config.ts';

/** A connection that has not said whom it wants after so long is dropped. */
const helloTimeoutMs = 10_000;

/**
 * The TLS door of all participants that we start. The name in the ClientHello chooses certificate, protocol
 * versions and network toxics; a name that is not ours is refused before any handshake.
 */
export function createFront(config: FrontConfig): Server {
  const forward = forwarder(config, systemClock);
  const doors = new Map(config.names.map((name) => [name.host, { name, https: door(name, forward) }]));
  const front = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    socket.setTimeout(helloTimeoutMs, () => socket.destroy());
    firstBytes(socket, (serverName) => {
      const wanted = doors.get(serverName ?? '');
      if (wanted === undefined || wanted.name.network.down) return void socket.destroy();
      socket.setTimeout(0);
      return void wanted.https.emit('connection', socket);
    });
  });
  return front;
}

/** Reads until the hello is whole, puts the bytes back, and tells the name (null: none, or not TLS at all). */
function firstBytes(socket: Socket, tell: (serverName: string | null) => void): void {
  let seen = Buffer.alloc(0);
  const look = (chunk: Buffer): void => {
    seen = Buffer.concat([seen, chunk]);
    const hello = readClientHello(seen);
    if (hello.seen === 'too little') return;
    socket.off('data', look);
    socket.pause();
    if (hello.seen === 'client hello') socket.unshift(seen);
    tell(hello.seen === 'client hello' ? hello.serverName : null);
  };
  socket.on('data', look);
}

function door(name: FrontName, forward: ReturnType<typeof forwarder>): HttpsServer {
  const old = name.maxVersion === 'TLSv1.1';
  const server = createHttpsServer(
    {
      cert: name.certificate,
      key: name.key,
      maxVersion: name.maxVersion,
      minVersion: old ? 'TLSv1.1' : 'TLSv1.2',
      // OpenSSL 3 speaks TLS 1.1 only when asked to lower its guard; drift asks.
      ...(old ? { ciphers: 'DEFAULT@SECLEVEL=0' } : {}),
      ALPNProtocols: ['http/1.1'],
      requestTimeout: 0,
      keepAliveTimeout: 60_000,
    },
    (request, response) => {
      if (name.network.reset) return resetOnceIn(request);
      if (hostOf(request) !== name.host) return misdirected(response);
      return void forward(name, request, response);
    },
  );
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  return server;
}

const hostOf = (request: IncomingMessage): string =>
  (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();

function misdirected(response: ServerResponse): void {
  response
    .writeHead(421, { 'content-type': 'text/plain', connection: 'close' })
    .end('This connection was made for another name than the one in the Host header.\n');
}

function resetOnceIn(request: IncomingMessage): void {
  request.resume().once('end', () => {
    // The TLS socket alone would end politely; the reset has to come from the one beneath it.
    const { _parent: beneath } = request.socket as unknown as { _parent?: Socket };
    (beneath ?? request.socket).resetAndDestroy();
  });
}
