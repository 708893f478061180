import type { AllowedOperation } from '#environments/environment.schema.ts';
import { pathPattern } from '#harness/common/operations.ts';
import type { EndpointRef } from '#harness/common/participants.ts';
import type { GuardAnswer } from './guard-answers.ts';
import { splitUrl, type JudgedRequest } from './judged-request.ts';
import { refuseGraphql } from './refuse-graphql.ts';
import { refuseJsonRpc } from './refuse-json-rpc.ts';
import { refuseOperation } from './refuse-operation.ts';
import { refuseSurroundings } from './refuse-surroundings.ts';
import { refusePath } from './refuse-path.ts';
import { soapActions } from './soap.ts';
import type { Policy } from './policy.ts';

export interface Allowed {
  readonly allow: true;
  readonly kind: 'read' | 'session' | 'allowed';
  readonly endpoint: EndpointRef;
  /** Null for a request of a test run that no label names. */
  readonly operation: AllowedOperation | null;
}
export interface Denied {
  readonly allow: false;
  /** One sentence: the rule that refused it. Never a path, a query or a body: they may carry an identity. */
  readonly reason: string;
  /** What is answered, where the request was not refused but could not be sent; with its number in the ledger. */
  readonly instead?: { readonly number: number; readonly answer: GuardAnswer };
}
export type Verdict = Allowed | Denied;

const denied = (reason: string): Denied => ({ allow: false, reason });

/** Judges requests by this policy. Pure: no clock, no I/O; the same request always gets the same answer. */
export function createJudge(policy: Policy): (request: JudgedRequest) => Verdict {
  const endpoints = new Map(Object.entries(policy.origins).map(([ref, origin]) => [origin, ref]));
  const patterns = policy.operations.map((operation) => ({ operation, path: pathPattern(operation.path) }));

  return (request) => {
    const url = splitUrl(request.url);
    if (url === undefined) return denied('The address is not a plain http(s) URL.');
    const endpoint = endpoints.get(url.origin);
    if (endpoint === undefined) {
      return denied(`${url.origin} is not an address of environment ${policy.environment}.`);
    }
    const surroundings = refuseSurroundings(request, url);
    if (surroundings !== undefined) return denied(surroundings);

    const candidates = patterns
      .filter(({ operation, path }) => {
        return operation.endpoint === endpoint && operation.method === request.method && path.test(url.path);
      })
      .map(({ operation }) => operation);
    if (policy.mode === 'test') {
      const operation = candidates.find((candidate) => isNamed(candidate, request)) ?? null;
      return { allow: true, kind: 'allowed', endpoint, operation };
    }
    return judgeByList(request, endpoint, url, candidates);
  };
}

function judgeByList(
  request: JudgedRequest,
  endpoint: EndpointRef,
  url: { path: string; query: string },
  candidates: readonly AllowedOperation[],
): Verdict {
  const path = refusePath(url.path);
  if (path !== undefined) return denied(path);
  const refusals: string[] = [];
  for (const operation of candidates) {
    const refusal = refuseOperation(operation, request, url.query);
    if (refusal === undefined) return { allow: true, kind: operation.kind, endpoint, operation };
    refusals.push(`Operation ${operation.id}: ${refusal}`);
  }
  return denied(
    refusals[0] ?? `No listed operation of ${endpoint} has the method ${shownMethod(request)} and this path.`,
  );
}

const shownMethod = ({ method }: JudgedRequest): string => (/^[A-Z]{1,10}$/.test(method) ? method : 'given');

/** Operations of SOAP, JSON-RPC and GraphQL share one path: only action, method or name tell them apart. */
function isNamed({ soap, jsonRpc, graphql }: AllowedOperation, request: JudgedRequest): boolean {
  const text = (): string => new TextDecoder().decode(request.body);
  return (
    (soap === undefined || soapActions(request).includes(soap.action)) &&
    (jsonRpc === undefined || refuseJsonRpc(jsonRpc, text()) === undefined) &&
    (graphql === undefined || refuseGraphql(graphql, text()) === undefined)
  );
}
