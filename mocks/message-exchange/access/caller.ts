import type { FastifyRequest } from 'fastify';

/** Who makes a request. */
export interface Caller {
  /** The client of HelseID. Where no token is asked for, the source system stands for it. */
  readonly clientId: string;
  /** Whether the caller's organisation owns this HER-id. Where no token is asked for, everyone owns all. */
  represents(herId: number): boolean;
}

const callers = new WeakMap<FastifyRequest, Caller>();

/** Keeps who a request is from, as its token says. */
export function setCaller(request: FastifyRequest, caller: Caller): void {
  callers.set(request, caller);
}

/** Who a request is from. */
export function callerOf(request: FastifyRequest): Caller {
  return callers.get(request) ?? withoutToken(request);
}

const withoutToken = ({ headers }: FastifyRequest): Caller => ({
  clientId: String(headers['nhn-source-system']),
  represents: () => true,
});
