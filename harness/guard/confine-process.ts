import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';
import type { GuardConfig } from './guard-config.ts';

/**
 * Confines this process, whatever library acts in it: names lead only where the config says, servers listen on
 * the loopback and the run's own sockets alone, and TLS trusts the environment's CAs and no other. Call it before anything connects.
 */
export function confineProcess(
  config: Pick<GuardConfig, 'resolve' | 'allowSystemResolver' | 'trust' | 'socketPath' | 'controlPath'>,
): void {
  tls.setDefaultCACertificates(config.trust);
  resolveOnly(new Map(Object.entries(config.resolve)), config.allowSystemResolver);
  listenOnLoopback([config.socketPath, config.controlPath]);
  syncBuiltinESMExports();
}

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address?: string | dns.LookupAddress[],
  family?: number,
) => void;

function resolveOnly(addresses: ReadonlyMap<string, string>, allowSystemResolver: boolean): void {
  const systemLookup = dns.lookup;
  const lookup = (
    hostname: string,
    ...rest: [dns.LookupOptions, LookupCallback] | [LookupCallback]
  ): void => {
    const callback = rest.length === 1 ? rest[0] : rest[1];
    const options = rest.length === 1 ? {} : rest[0];
    const address = net.isIP(hostname) > 0 ? hostname : addresses.get(hostname.toLowerCase());
    if (address !== undefined) {
      const family = net.isIP(address);
      const answer = options.all === true ? ([[{ address, family }]] as const) : ([address, family] as const);
      setImmediate(() => callback(null, ...(answer as [string, number])));
    } else if (allowSystemResolver) {
      systemLookup(hostname, options, callback as never);
    } else {
      const error = Object.assign(new Error('This name is not of the environment.'), { code: 'ENOTFOUND' });
      setImmediate(() => callback(error));
    }
  };
  dns.lookup = lookup as typeof dns.lookup;
}

type NetListen = (this: net.Server, options: net.ListenOptions) => net.Server;

/** mockttp takes a port and no host, and would listen on every interface. */
function listenOnLoopback(sockets: readonly (string | null)[]): void {
  const listen = Object.getOwnPropertyDescriptor(net.Server.prototype, 'listen')?.value as NetListen;
  net.Server.prototype.listen = function (this: net.Server, port: unknown): net.Server {
    if (typeof port === 'number') return listen.call(this, { port, host: '127.0.0.1' });
    if (typeof port === 'string' && sockets.includes(port)) return listen.call(this, { path: port });
    throw new Error('The guard listens on a port of the loopback and on its own sockets alone.');
  };
}
