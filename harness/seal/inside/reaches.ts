import { once } from 'node:events';
import { connect, type NetConnectOpts } from 'node:net';

/** Whether somebody answers there: at a unix socket, or at a port. */
export async function reaches(target: NetConnectOpts): Promise<boolean> {
  const socket = connect(target);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
