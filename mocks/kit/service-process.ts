import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ServiceConfig } from '#harness/common/service-config.ts';

export interface ServiceProcess extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`, the plain port. */
  readonly origin: string;
}

/**
 * Starts one participant's service as the process backend does, on a free port unless one is given, for that
 * service's own tests.
 * Resolves when it has said that it is ready; disposing ends its stdin and waits until it is gone.
 * @param trust file with the PEM certificates that it trusts beside the system's own
 */
export async function startServiceProcess(
  { port, ...config }: Omit<ServiceConfig, 'listen' | 'endsWithStdin'> & { readonly port?: number },
  trust?: string,
): Promise<ServiceProcess> {
  const listen = { host: '127.0.0.1', port: port ?? (await freePort()) };
  const folder = await mkdtemp(join(tmpdir(), 'verdikjede-service-'));
  const file = join(folder, 'config.json');
  await writeFile(file, JSON.stringify({ ...config, listen, endsWithStdin: true }));
  const service = new URL(`../${config.participant}/service.ts`, import.meta.url).pathname;
  const settings = trust === undefined ? [] : [`NODE_EXTRA_CA_CERTS=${trust}`];
  const child = spawn('env', [...settings, process.execPath, service, file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await exited;
    await rm(folder, { recursive: true });
  };
  const [first] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    exited.then(() => ['it ended']),
  ])) as [string];
  if (first !== '{"ready":true}') {
    await stop();
    throw new Error(`${config.participant} should have said that it is ready; instead: ${first}`);
  }
  return { origin: `http://${listen.host}:${listen.port}`, [Symbol.asyncDispose]: stop };
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
