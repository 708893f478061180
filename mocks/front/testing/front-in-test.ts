import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { request, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { createFront } from '../create-front.ts';
import type { FrontName } from '../front-config.ts';

/** A front on a free port before a plain server, both of the test. */
export interface FrontInTest extends AsyncDisposable {
  readonly port: number;
  /** Asks through the front, trusting `ca` alone; resolves when the head of the answer is in. */
  ask(host: string, path: string, options?: RequestOptions & { body?: string }): Promise<IncomingMessage>;
}

export type NameInTest = Pick<FrontName, 'host' | 'certificate' | 'key'> & Partial<FrontName>;

export async function frontInTest(
  names: readonly NameInTest[],
  ca: string,
  { wiremock, service = wiremock }: { wiremock: RequestListener; service?: RequestListener },
): Promise<FrontInTest> {
  const upstreams = [createServer(wiremock), createServer(service)] as const;
  const [wiremockPort, servicePort] = await Promise.all(upstreams.map(listen));
  const front = createFront({
    listen: { host: '127.0.0.1', port: 0 },
    wiremock: { host: '127.0.0.1', port: wiremockPort ?? 0 },
    names: names.map((name) => ({
      maxVersion: 'TLSv1.3',
      service: { host: '127.0.0.1', port: servicePort ?? 0 },
      streams: [],
      network: { latencyMs: 0, reset: false, down: false },
      ...name,
    })),
    endsWithStdin: false,
  });
  const port = await listen(front);
  return {
    port,
    ask: (host, path, options = {}) => ask(port, ca, host, path, options),
    [Symbol.asyncDispose]: () => {
      front.close();
      for (const upstream of upstreams) {
        upstream.closeAllConnections();
        upstream.close();
      }
      return Promise.resolve();
    },
  };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function ask(
  port: number,
  ca: string,
  host: string,
  path: string,
  { body, ...options }: RequestOptions & { body?: string },
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request({
      host: '127.0.0.1',
      port,
      path,
      ca,
      servername: host,
      agent: false,
      ...options,
      headers: { host: `${host}:${port}`, ...(options.headers as Record<string, string> | undefined) },
    })
      .once('response', resolve)
      .once('error', reject)
      .end(body);
  });
}

export async function bodyOf(answer: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of answer) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}
