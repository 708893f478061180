import dgram from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { markIn, type Arrival } from './arrival.ts';

export type Note = (arrival: Arrival) => void;

/** A server that notes each connection, and all that comes over it; the port may tell the mark. */
export const byteServer = (via: 'tcp' | 'unix socket', note: Note, mark: string | null = null): Server =>
  createServer((socket) => {
    note({ via, mark, legal: null });
    socket.on('data', (data) => {
      note({ via, mark: mark ?? markIn(data.toString()), legal: null });
      socket.end('seen');
    });
    socket.on('error', () => undefined);
  });

/** Notes each datagram that comes to a port of the loopback; the port may tell its mark. Returns the port. */
export async function datagrams(
  stack: AsyncDisposableStack,
  note: Note,
  mark: string | null = null,
): Promise<number> {
  const socket = dgram.createSocket('udp4');
  socket.on('message', (data) => note({ via: 'udp', mark: mark ?? markIn(data.toString()), legal: null }));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  stack.defer(() => void socket.close());
  return socket.address().port;
}
