import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { AddedHeaders } from './credentials/added-headers.ts';
import { holdRequests } from './hold-requests.ts';
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
  /** Resolves when the request may leave, with the error that it is to end with instead, if any. */
  mayLeave?: Promise<Error | undefined>;
  /** Number in the ledger, once the request was let through. */
  number?: number;
  ended?: boolean;
  /** Its target is neither a path nor a plain address: nothing else of it is read, and it is denied. */
  readonly unreadable?: true;
  /** What the guard adds to the request on its way out. */
  added?: AddedHeaders | undefined;
  /** What the ledger says of it, once it was let through. */
  passing?: Passing;
}
export interface Exchanges {
  /** The one that is being served. */
  current(): Exchange;
  /** Runs what belongs to none, such as the guard's own requests. */
  outside<T>(act: () => T): T;
}
export type LeavingExchange = Exchange & { verdict: Allowed; number: number };

export interface ExchangeListener {
  /** The participant has begun to answer; nothing of it has reached the client yet. */
  readonly answered: (exchange: LeavingExchange, request: ClientRequest, answer: IncomingMessage) => void;
  readonly failed: (exchange: LeavingExchange, error: NodeJS.ErrnoException) => void;
}

/**
 * Ties each request that arrives at this process to the one that leaves it for it, by Node's own diagnostics
 * channels: mockttp's events come too late for a ledger that must not lose an answer. What leaves is held until it may.
 */
export function followExchanges(listener: ExchangeListener): Exchanges {
  const storage = new AsyncLocalStorage<Exchange>();
  const leaving = new WeakMap<ClientRequest, Exchange>();

  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const { url = '' } = request;
    const isReadable = url.startsWith('/') || splitUrl(url) !== undefined;
    // mockttp answers some of these by itself, and breaks down at others.
    if (!isReadable) request.url = '/';
    storage.enterWith({ response, ...(isReadable ? {} : { unreadable: true }) });
  });
  subscribe('http.client.request.created', (message) => {
    const { request } = message as { request: ClientRequest };
    const exchange = storage.getStore();
    if (exchange !== undefined) leaving.set(request, exchange);
  });
  subscribe('http.client.response.finish', (message) => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
    const exchange = leaving.get(request);
    if (exchange === undefined || exchange.ended || !isLeaving(exchange)) return;
    exchange.ended = true;
    listener.answered(exchange, request, response);
  });
  subscribe('http.client.request.error', (message) => {
    const { request, error } = message as { request: ClientRequest; error: NodeJS.ErrnoException };
    const exchange = leaving.get(request);
    if (exchange === undefined || exchange.ended || !isLeaving(exchange)) return;
    exchange.ended = true;
    listener.failed(exchange, error);
  });

  holdRequests(() => storage.getStore()?.mayLeave);

  return {
    current: () => {
      const exchange = storage.getStore();
      if (exchange === undefined) throw new Error('A request was judged outside its exchange.');
      return exchange;
    },
    outside: (act) => storage.exit(act),
  };
}

const isLeaving = (exchange: Exchange): exchange is LeavingExchange =>
  exchange.number !== undefined && exchange.verdict?.allow === true;
