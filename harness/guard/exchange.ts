import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddedHeaders } from './credentials/added-headers.ts';
import type { GuardAnswer } from './guard-answers.ts';
import type { Passing } from './identity-watch.ts';
import type { Allowed, Verdict } from './judge.ts';
import { splitUrl } from './judged-request.ts';

/** One request through the guard, from its arrival to its outcome. */
export interface Exchange {
  /** The answer that goes back to the client. */
  readonly response: ServerResponse;
  verdict?: Verdict;
  /** Resolves with the verdict when it is written down. */
  decision?: Promise<Verdict>;
  /** Resolves when the request may leave, with the answer that it gets instead, if it may not. */
  mayLeave?: Promise<GuardAnswer | undefined>;
  /** What is answered instead of letting it go where the run has been stopped; asked once more when it would go. */
  stopped?: () => GuardAnswer | undefined;
  /** Number in the ledger, once the request was let through. */
  number?: number;
  /** It has got its answer, or will get none. */
  ended?: boolean;
  /** Its target is neither a path nor a plain address: nothing else of it is read, and it is denied. */
  readonly unreadable?: true;
  /** What the guard adds to the request on its way out. */
  added?: AddedHeaders | undefined;
  /** What the ledger says of it, once it was let through. */
  passing?: Passing;
}
export type LeavingExchange = Exchange & { verdict: Allowed; number: number };

/**
 * From now on tells which request is being served, in whatever is called for it. Where mockttp would answer by itself,
 * or break down, at what a request asks for, it is not shown that.
 * @returns the exchange of the request that is being served
 */
export function followExchanges(): () => Exchange {
  const storage = new AsyncLocalStorage<Exchange>();

  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const { url = '' } = request;
    const isReadable = url.startsWith('/') || splitUrl(url) !== undefined;
    if (!isReadable) request.url = '/';
    storage.enterWith({ response, ...(isReadable ? {} : { unreadable: true }) });
  });

  return () => {
    const exchange = storage.getStore();
    if (exchange === undefined) throw new Error('A request was judged outside its exchange.');
    return exchange;
  };
}

/** Whether a request was let through. */
export const isLeaving = (exchange: Exchange): exchange is LeavingExchange =>
  exchange.number !== undefined && exchange.verdict?.allow === true;
