import type { CompletedRequest } from 'mockttp';
import { maskIdentities } from '#harness/identities/mask-identities.ts';
import { watchForCanary } from './canary-watch.ts';
import type { LedgerWriter } from './ledger-writer.ts';
import type { Policy } from './policy.ts';
import type { StopSwitch } from './stop-switch.ts';
import { isVendorHost } from './vendor-hosts.ts';

/** What was refused before, or instead of, being a request that can be judged. */
export interface Refusal {
  readonly method: string;
  readonly hostname: string;
  readonly port: number;
  readonly reason: string;
  readonly scenario: string | null;
}

/** A name and a method are what the client says they are: they may carry a person too. */
export const shownTarget = (
  method: string,
  hostname: string,
  port: number,
): { method: string; host: string } => ({
  method: maskIdentities(method),
  host: maskIdentities(`${hostname}:${port}`),
});

/** Writes down what was refused, in its class; the request, where it came so far as to be one. */
export function refusalWriter(
  policy: Pick<Policy, 'mode'>,
  ledger: LedgerWriter,
  stops: Pick<StopSwitch, 'reason'>,
): (refusal: Refusal, request?: CompletedRequest) => void {
  const isCanary = watchForCanary(policy);
  return ({ method, hostname, port, reason, scenario }, request) => {
    const shown = { ...shownTarget(method, hostname, port), reason: maskIdentities(reason), scenario };
    ledger.append({ entry: 'denial', class: classOf(), ...shown });

    function classOf(): 'canary' | 'vendor' | 'after stop' | 'denied' {
      if (isCanary(request)) return 'canary';
      if (scenario === null && isVendorHost(hostname)) return 'vendor';
      return reason === stops.reason ? 'after stop' : 'denied';
    }
  };
}
