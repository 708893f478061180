import { once } from 'node:events';
import { relayTo } from '#harness/common/relay.ts';

/** Opens a second door of the guard: a unix socket, the only way out of the seal. It leads to the same rules. */
export async function listenOnSocket(path: string, port: number): Promise<void> {
  const server = relayTo({ host: '127.0.0.1', port });
  server.listen(path);
  await once(server, 'listening');
}
