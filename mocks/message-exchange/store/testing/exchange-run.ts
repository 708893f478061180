import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { headers, testConfig } from '../../test-exchange.ts';

const service = new URL('../../service.ts', import.meta.url).pathname;

/** A folder of a run with the exchange's config, and its service as often as it is started. */
export async function openRun(settings: object) {
  const folder = mkdtempSync(join(tmpdir(), 'verdikjede-restart-'));
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  const configFile = join(folder, 'message-exchange.json');
  const listen = { host: '127.0.0.1', port };
  writeFileSync(configFile, JSON.stringify({ ...testConfig, endsWithStdin: true, listen, settings }));
  let child: ChildProcess | undefined;
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'close');
    child.kill(signal);
    await gone;
  };
  return {
    folder,
    start: async (): Promise<void> => {
      child = spawn(process.execPath, [service, configFile], { stdio: ['pipe', 'pipe', 'inherit'] });
      if (child.stdout !== null) await once(createInterface(child.stdout), 'line');
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    /** The body of the answer, or its status where it has none. */
    call: async (method: string, path: string, body?: object, more: object = {}): Promise<unknown> => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: {
          ...headers,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...more,
        },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await response.text();
      return text === '' ? response.status : JSON.parse(text);
    },
    [Symbol.asyncDispose]: async () => {
      await end('SIGKILL');
      await rm(folder, { recursive: true });
    },
  };
}
export type ExchangeRun = Awaited<ReturnType<typeof openRun>>;
