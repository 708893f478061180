import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address?: string | dns.LookupAddress[],
  family?: number,
) => void;

/** From now on every name leads to one address in this process, as where no name of the environment resolves. */
export function leadNamesTo(address: string): void {
  const family = net.isIP(address);
  const lookup = (
    _hostname: string,
    ...rest: [dns.LookupOptions, LookupCallback] | [LookupCallback]
  ): void => {
    const [callback, all] = rest.length === 1 ? [rest[0], false] : [rest[1], rest[0].all];
    setImmediate(() => {
      if (all === true) callback(null, [{ address, family }]);
      else callback(null, address, family);
    });
  };
  dns.lookup = lookup as typeof dns.lookup;
  syncBuiltinESMExports();
}
