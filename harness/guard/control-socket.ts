import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { maskIdentities } from '#harness/identities/mask-identities.ts';
import type { StopSwitch } from './stop-switch.ts';

/** What is asked of the guard on its control socket, one line of JSON. */
export const stopRequestSchema = z.strictObject({
  /** Who stops the run: user and machine. */
  stop: z.string().min(1).max(200),
  because: z.string().max(500).optional(),
});
export type StopRequest = z.infer<typeof stopRequestSchema>;

/** The guard's answer: nothing passes any more, and that stands in the audit log. */
export const stopAnswerSchema = z.strictObject({ stopped: z.literal(true) });

/**
 * Opens the guard's control socket. It lies in the run's own folder, which is this user's alone, and is not handed
 * into the seal. All that can be asked there is to stop.
 */
export async function listenForStop(
  path: string,
  stops: StopSwitch,
  acknowledged: () => Promise<unknown>,
): Promise<void> {
  const obey = async (socket: Socket): Promise<void> => {
    for await (const line of createInterface(socket)) {
      const { stop, because } = stopRequestSchema.parse(JSON.parse(line));
      const why = because === undefined ? '' : `: ${maskIdentities(because).replace(/[.\s]+$/, '')}`;
      stops.pull({ cause: 'person', reason: `The run was stopped by ${maskIdentities(stop)}${why}.` });
      await acknowledged();
      socket.end('{"stopped":true}\n');
    }
  };
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    // Whoever asks for anything else is told nothing.
    obey(socket).catch(() => socket.destroy());
  });
  server.listen(path);
  await once(server, 'listening');
}
