import { connect, createServer, type NetConnectOpts, type Server } from 'node:net';
import { pipeline } from 'node:stream';

/** A server, not listening yet, that passes every connection on to one address, byte for byte. */
export function relayTo(target: NetConnectOpts): Server {
  return createServer({ allowHalfOpen: true }, (connection) => {
    const onward = connect({ ...target, allowHalfOpen: true });
    // An end that breaks takes the other one down with it; there is nobody to tell.
    pipeline(connection, onward, connection, () => {
      connection.destroy();
      onward.destroy();
    });
  });
}
