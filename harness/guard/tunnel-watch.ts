import type { Socket } from 'node:net';
import type { Policy } from './policy.ts';

interface Place {
  readonly hostname: string;
  readonly port: number;
}

export interface TunnelWatch {
  /** A client was given a tunnel to this authority. */
  opened(client: Socket, authority: string): void;
  /** A request came from this client, and is judged by itself. */
  asked(client: Pick<Socket, 'remotePort'>): void;
  /** Tells of the tunnels that are open still. */
  settle(): void;
}

/**
 * Watches tunnels to where the environment has nothing. What is asked for in one is denied and written down; where
 * nothing is, as by a browser that connects ahead (preconnect), the tunnel itself must be.
 * @param tell called when such a tunnel ends and nothing was asked for in it
 */
export function watchTunnels(
  { origins }: Pick<Policy, 'origins'>,
  tell: (elsewhere: Place) => void,
): TunnelWatch {
  const listed = new Set(Object.values(origins).map((origin) => keyOf(placeOf(origin))));
  /** By the client's port: the same for the tunnel and for TLS inside it. */
  const silent = new Map<number | symbol, Place>();
  const end = (client: number | symbol): void => {
    const elsewhere = silent.get(client);
    if (elsewhere !== undefined && silent.delete(client)) tell(elsewhere);
  };
  return {
    opened: (client, authority) => {
      const elsewhere = placeOf(`https://${authority}`);
      if (listed.has(keyOf(elsewhere))) return;
      // One that is gone already has no port.
      const key = client.remotePort ?? Symbol('gone');
      silent.set(key, elsewhere);
      client.once('close', () => {
        if (silent.get(key) === elsewhere) end(key);
      });
    },
    asked: ({ remotePort }) => {
      if (remotePort !== undefined) silent.delete(remotePort);
    },
    settle: () => [...silent.keys()].forEach(end),
  };
}

const keyOf = ({ hostname, port }: Place): string => `${hostname}:${port}`;

function placeOf(address: string): Place {
  const { hostname, port, protocol } = new URL(address);
  return { hostname, port: Number(port || (protocol === 'http:' ? 80 : 443)) };
}
