import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { stopAnswerSchema, type StopRequest } from './control-socket.ts';

const timeoutMs = 3_000;

/** Where the guard of a run listens for a stop, in the run's own folder. */
export const controlSocketName = 'control.sock';

/** Asks the guard to let nothing pass any more. True when it has said so; false when there is none that answers. */
export async function askToStop(path: string, request: StopRequest): Promise<boolean> {
  const socket = connect(path);
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    await once(socket, 'connect', { signal });
    socket.write(`${JSON.stringify(request)}\n`);
    const [line] = (await once(createInterface(socket), 'line', { signal })) as [string];
    return stopAnswerSchema.safeParse(JSON.parse(line)).success;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
