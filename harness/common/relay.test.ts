import { expect, test } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { relayTo } from './relay.ts';

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

test('relayTo() passes bytes both ways, and an end in one direction leaves the other open', async () => {
  // Answers only when all has come.
  const echo = createServer({ allowHalfOpen: true }, (socket) => {
    void buffer(socket).then((all) => socket.end(all));
  });
  const relay = relayTo({ host: '127.0.0.1', port: await portOf(echo) });
  const sent = randomBytes(1_000_000);
  const client = connect({ host: '127.0.0.1', port: await portOf(relay), allowHalfOpen: true });
  client.end(sent);
  expect((await buffer(client)).equals(sent)).toBe(true);
  relay.close();
  echo.close();
});

test('relayTo() ends a connection whose other side is not there', async () => {
  const closed = createServer();
  const port = await portOf(closed);
  closed.close();
  const relay = relayTo({ host: '127.0.0.1', port });
  const client = connect({ host: '127.0.0.1', port: await portOf(relay) });
  client.on('error', () => undefined);
  await once(client, 'close');
  relay.close();
});
