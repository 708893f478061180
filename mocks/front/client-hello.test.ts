import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { connect } from 'node:tls';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { readClientHello } from './client-hello.ts';

/** The bytes that a real client begins with. */
async function realHello(servername?: string): Promise<Buffer> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection');
  const client = connect({
    port: (server.address() as AddressInfo).port,
    host: '127.0.0.1',
    ...(servername === undefined ? {} : { servername }),
  });
  client.on('error', () => undefined);
  const [socket] = (await accepted) as [Socket];
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  client.destroy();
  server.close();
  return bytes;
}

test('readClientHello() finds the server name of a real client, in lower case', async () => {
  const hello = await realHello('Citizen-Portal.local.test');
  expect(readClientHello(hello)).toEqual({ seen: 'client hello', serverName: 'citizen-portal.local.test' });
});

test('readClientHello() tells a client that names nobody', async () => {
  expect(readClientHello(await realHello())).toEqual({ seen: 'client hello', serverName: null });
});

test('readClientHello() asks for more until the hello is whole, wherever it is cut', async () => {
  const hello = await realHello('citizen-portal.local.test');
  const seen = Array.from(hello, (_, cut) => readClientHello(hello.subarray(0, cut)).seen);
  expect(new Set(seen)).toEqual(new Set(['too little']));
});

test('readClientHello() puts a hello together that spans records', async () => {
  const hello = await realHello('citizen-portal.local.test');
  const body = hello.subarray(5);
  const record = (part: Buffer): Buffer => {
    const head = Buffer.from([22, 3, 1, 0, 0]);
    head.writeUInt16BE(part.length, 3);
    return Buffer.concat([head, part]);
  };
  fc.assert(
    fc.property(fc.integer({ min: 1, max: body.length - 1 }), (cut) => {
      const split = Buffer.concat([record(body.subarray(0, cut)), record(body.subarray(cut))]);
      expect(readClientHello(split)).toEqual({
        seen: 'client hello',
        serverName: 'citizen-portal.local.test',
      });
    }),
  );
});

test('readClientHello() refuses what is not TLS at the first byte', () => {
  expect(readClientHello(Buffer.from('GET / HTTP/1.1\r\n\r\n')).seen).toBe('no client hello');
  expect(readClientHello(Buffer.from([22, 3, 1, 0, 4, 2, 0, 0, 0])).seen).toBe('no client hello');
});

test('readClientHello() ends on any bytes at all', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (noise) => {
      readClientHello(Buffer.from(noise));
      readClientHello(Buffer.concat([Buffer.from([22, 3, 1]), Buffer.from(noise)]));
    }),
  );
});
