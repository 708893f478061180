import { once } from 'node:events';
import net from 'node:net';
import type { Attack, Tools } from '../attack.ts';
import { sendRaw } from './tunnel.ts';

/** A read that is listed, but for the mark that tells the sink of it. */
const listedRead = ({ mark }: Tools, host: string): string =>
  `GET / HTTP/1.1\r\nhost: ${host}\r\nx-mark: ${mark}\r\n\r\n`;

/** Through a tunnel to one address, a request to another: in the control there is only the sink's. */
const through = (id: string, authority: (tools: Tools) => string): Attack => ({
  id,
  by: 'guard',
  isOver: true,
  attempt: (tools) => sendRaw(tools, listedRead(tools, new URL(tools.origin).host), authority(tools)),
});
const portOf = ({ origin }: Tools): string => new URL(origin).port;

/** Bytes to the guard, or in the control to the sink, that are no request of a browser's. */
const plainly = (id: string, text: (tools: Tools) => string): Attack => ({
  id,
  by: 'guard',
  isOver: true,
  attempt: async (tools) => {
    const { proxyUrl, sink } = tools;
    const socket = net.connect(
      proxyUrl === null ? sink.ports.http : Number(new URL(proxyUrl).port),
      '127.0.0.1',
    );
    socket.write(text(tools));
    await once(socket, 'data').finally(() => socket.destroy());
  },
});

/** Where a connection leads and what is asked for over it: the guard must hold both together. */
export const tunnelAttacks: readonly Attack[] = [
  through('tunnel-to-the-address', (tools) => `127.0.0.1:${portOf(tools)}`),
  through('tunnel-to-another-name', (tools) => `elsewhere.test:${portOf(tools)}`),
  through('tunnel-to-another-port', ({ sink }) => `localhost:${sink.ports.http}`),
  through('tunnel-to-name-with-dot', (tools) => `localhost.:${portOf(tools)}`),
  through('tunnel-to-no-port', () => 'localhost'),
  through('tunnel-with-user', (tools) => `user:password@localhost:${portOf(tools)}`),
  through('tunnel-to-a-whole-address', ({ origin }) => `${origin}/`),
  plainly('plain-proxy-request', ({ sink, mark }) => {
    const host = `localhost:${sink.ports.http}`;
    return `GET http://${host}/${mark} HTTP/1.1\r\nhost: ${host}\r\n\r\n`;
  }),
  plainly('plain-proxy-to-https', (tools) => {
    const { host } = new URL(tools.origin);
    return `GET http://${host}/ HTTP/1.1\r\nhost: ${host}\r\nx-mark: ${tools.mark}\r\n\r\n`;
  }),
  plainly('plain-post-to-the-proxy', ({ sink, mark }) => {
    const head = `host: localhost:${sink.ports.http}\r\ncontent-length: 1`;
    return `POST http://localhost:${sink.ports.http}/${mark} HTTP/1.1\r\n${head}\r\n\r\nx`;
  }),
];
