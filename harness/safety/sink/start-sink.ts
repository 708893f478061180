import { once } from 'node:events';
import { rmSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { CertificateAuthority } from '#harness/participants/certificate-authority.ts';
import { markOf } from '../attack.ts';
import type { Arrival } from './arrival.ts';
import { byteServer, datagrams, type Note } from './listen-bytes.ts';
import { plainServer, webServer } from './listen-http.ts';
import { startVictim } from './start-victim.ts';
import type { SinkAddresses } from './sink-addresses.ts';

/** Plays production: answers whatever comes, by every protocol, and keeps what it was. */
export interface Sink extends AsyncDisposable {
  /** Https origin of each endpoint that it plays. */
  readonly origins: Readonly<Record<string, string>>;
  readonly addresses: SinkAddresses;
  readonly arrivals: () => readonly Arrival[];
}

const endpoints = [
  ...['citizen-portal', 'message-exchange', 'hospital-records'],
  ...['rest.address-register', 'id-porten.id-gateway'],
];

/** Starts it on free ports of the loopback; `site` is the folder of its environment, `name` tells it from others. */
export async function startSink(
  { folder, site, name }: { folder: string; site: string; name: string },
  authority: CertificateAuthority,
): Promise<Sink> {
  await using stack = new AsyncDisposableStack();
  const arrivals: Arrival[] = [];
  const note: Note = (arrival) => void arrivals.push(arrival);
  const port = async (server: Server, host = '127.0.0.1'): Promise<number> => {
    await listen(stack, server, { port: 0, host });
    return (server.address() as AddressInfo).port;
  };
  const { certificate, key } = await authority.issue('localhost');
  // With its CA beside it: the control's browser knows the CA by its key alone.
  const leaf = { certificate: `${certificate}\n${authority.certificate}`, key };
  const origins: Record<string, string> = {};
  for (const ref of endpoints) origins[ref] = `https://localhost:${await port(webServer(leaf, note))}`;
  const addresses: SinkAddresses = {
    ports: {
      http: await port(plainServer(note)),
      tcp: await port(byteServer('tcp', note)),
      tcpElsewhere: await port(byteServer('tcp', note), '127.0.0.2'),
      udp: await datagrams(stack, note),
      stun: await datagrams(stack, note, markOf('web-rtc')),
      quic: await datagrams(stack, note, markOf('web-transport')),
      preconnect: await port(byteServer('tcp', note, markOf('preconnect'))),
    },
    sockets: socketsIn({ folder, site, name }),
    victim: await startVictim(stack, `${process.pid}-${name}`, note),
  };
  for (const path of Object.values(addresses.sockets)) {
    await listen(stack, byteServer('unix socket', note), { path });
    if (!path.startsWith('\0')) stack.defer(() => rmSync(path, { force: true }));
  }
  const owned = stack.move();
  return {
    origins,
    addresses,
    arrivals: () => arrivals,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

async function listen(
  stack: AsyncDisposableStack,
  server: Server,
  where: { port: number; host: string } | { path: string },
): Promise<void> {
  server.listen(where);
  await once(server, 'listening');
  stack.defer(() => void server.close());
}

function socketsIn(where: { folder: string; site: string; name: string }): SinkAddresses['sockets'] {
  const { uid } = userInfo();
  const name = `verdikjede-safety-${process.pid}-${where.name}.sock`;
  return {
    temporary: join(where.folder, name),
    home: join(homedir(), `.${name}`),
    engine: join(uid === 0 ? '/run' : `/run/user/${uid}`, name),
    site: join(where.site, name),
    abstract: `\0${name}`,
  };
}
