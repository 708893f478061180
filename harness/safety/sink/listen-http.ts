import http, { type IncomingMessage } from 'node:http';
import http2, { type Http2ServerRequest } from 'node:http2';
import type { Server } from 'node:net';
import type { Duplex, Readable } from 'node:stream';
import type { Leaf } from '#harness/participants/certificate-authority.ts';
import { answer, type Answering } from './answer.ts';
import { listedOperation, markIn, type Arrival } from './arrival.ts';
import type { Note } from './listen-bytes.ts';

/** A server of HTTPS and h2 that answers everything, and notes all that comes, broken requests too. */
export function webServer({ certificate, key }: Leaf, note: Note): Server {
  const options = { cert: certificate, key, allowHTTP1: true };
  const server = http2.createSecureServer(options, (request, response) =>
    received(request, response, request.httpVersionMajor === 2 ? 'h2' : 'https', note),
  );
  return noting(server, 'https', note);
}

/** The same without TLS. */
export const plainServer = (note: Note): Server =>
  noting(
    http.createServer((request, response) => received(request, response, 'http', note)),
    'http',
    note,
  );

function noting(server: Server, via: 'http' | 'https', note: Note): Server {
  server.on('upgrade', ({ url = '', headers }: IncomingMessage, socket: Duplex) => {
    note({ via: 'web socket', mark: markIn(url + withoutOrigin(headers)), legal: null });
    socket.destroy();
  });
  server.on('clientError', ({ rawPacket }: { rawPacket?: Buffer }, socket: Duplex) => {
    // Without a packet it is a connection that was given up, and nothing came over it.
    if (rawPacket !== undefined) note({ via, mark: markIn(rawPacket.toString()), legal: null });
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
  });
  return server;
}

function received(
  request: IncomingMessage | Http2ServerRequest,
  response: Answering,
  via: Arrival['via'],
  note: Note,
): void {
  const { method = '', url = '', headers } = request;
  const parts: Buffer[] = [];
  const noted = (): void => {
    const rest = withoutOrigin(headers) + Buffer.concat(parts).toString();
    const legal = via === 'https' ? listedOperation({ method, path: url, rest }) : null;
    note({ via, mark: markIn(url) ?? markIn(rest), legal });
  };
  const stream: Readable = request;
  stream.on('data', (part: Buffer) => parts.push(part));
  // Also of a request that breaks off something has arrived.
  stream.once('close', () => {
    if (!stream.readableEnded) noted();
  });
  stream.once('end', () => {
    noted();
    answer(response, url);
  });
  stream.on('error', () => undefined);
}

/** Which page a request came from is no part of the attack; nor is the name of its scenario. */
function withoutOrigin(headers: Readonly<Record<string, unknown>>): string {
  const named = ['referer', 'origin', 'cookie', 'x-verdikjede-scenario', ':path'];
  return JSON.stringify(Object.entries(headers).filter(([name]) => !named.includes(name)));
}
