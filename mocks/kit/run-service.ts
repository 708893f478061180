import type { FastifyInstance } from 'fastify';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { leadNamesTo } from './lead-names-to.ts';

/**
 * Listens, says so on stdout in one line of JSON, and stops cleanly: on SIGTERM or SIGINT, and in the process
 * backend also when stdin ends, which is how a service notices that its supervisor was killed.
 */
export async function runService(
  created: FastifyInstance | Promise<FastifyInstance>,
  config: ServiceConfig,
): Promise<void> {
  if (config.resolveTo !== undefined) leadNamesTo(config.resolveTo);
  const app = await created;
  await app.listen(config.listen);
  const stop = (): void => {
    app.server.closeAllConnections();
    void app.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (config.endsWithStdin) process.stdin.once('end', stop).once('error', stop).resume();
  process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
}
