import type { CompletedRequest } from 'mockttp';
import { z } from 'zod';
import { watchCertificates } from './certificate-watch.ts';
import { followExchanges } from './exchange.ts';
import { answerFailure, failureAnswer, failureCode } from './guard-answers.ts';
import { createJudge, type Allowed, type Verdict } from './judge.ts';
import type { LedgerWriter } from './ledger-writer.ts';
import type { Policy } from './policy.ts';
import { judgedRequestOf, scenarioOf } from './request-of.ts';
import { isVendorHost } from './vendor-hosts.ts';

/** What was refused before, or instead of, being a request that can be judged. */
export interface Refusal {
  readonly method: string;
  readonly hostname: string;
  readonly port: number;
  readonly reason: string;
  readonly scenario: string | null;
}

export interface Gatekeeper {
  /** Judges a request, once, and writes the ledger before it can leave. */
  decide(request: CompletedRequest): Verdict;
  refuse(refusal: Refusal): void;
  /** Writes down a JSON answer that the profile keeps, when it is another than the last. */
  keepDocument(body: unknown): void;
  /** Resolves when everything that was seen has been written down. */
  settled(): Promise<unknown>;
}

/** Judges and writes down all that goes through this process. */
export function createGatekeeper(policy: Policy, ledger: LedgerWriter): Gatekeeper {
  const judge = createJudge(policy);
  const certificates = watchCertificates(policy, ledger);
  const keep = createDocumentKeeper(ledger);
  let numbers = 0;

  const currentExchange = followExchanges({
    answered: ({ verdict, number }, request, { statusCode = 0, headers }) => {
      certificates.accepted(verdict.endpoint, request.socket);
      const contentType = headers['content-type'] ?? null;
      const names = Object.keys(headers).sort();
      ledger.append({ entry: 'response', number, status: statusCode, contentType, headers: names });
    },
    failed: ({ verdict: { endpoint }, number, response }, error) => {
      const reason = failureCode(error);
      const answer = failureAnswer(reason, endpoint);
      ledger.append({ entry: 'failed', number, reason });
      if (answer.mark === 'refused-certificate') certificates.refused(endpoint, reason);
      answerFailure(response, error, answer);
    },
  });

  const refuse = ({ method, hostname, port, reason, scenario }: Refusal): void => {
    const vendor = scenario === null && isVendorHost(hostname);
    const host = `${hostname}:${port}`;
    ledger.append({ entry: 'denial', class: vendor ? 'vendor' : 'denied', method, host, reason, scenario });
  };

  return {
    refuse,
    settled: () => certificates.settled(),
    decide: (request) => {
      const exchange = currentExchange();
      if (exchange.verdict !== undefined) return exchange.verdict;
      const verdict = judge(judgedRequestOf(request));
      exchange.verdict = verdict;
      const { method, rawHeaders, destination } = request;
      const scenario = scenarioOf(rawHeaders);
      if (verdict.allow) {
        numbers += 1;
        exchange.number = numbers;
        ledger.append({
          entry: 'request',
          number: numbers,
          method,
          scenario,
          ...leavingFacts(verdict, request),
        });
      } else refuse({ method, ...destination, reason: verdict.reason, scenario });
      return verdict;
    },
    keepDocument: (body) => {
      const { verdict } = currentExchange();
      if (verdict?.allow === true && body !== undefined) keep(verdict, JSON.stringify(body));
    },
  };
}

function createDocumentKeeper(ledger: LedgerWriter): (verdict: Allowed, text: string) => void {
  const last = new Map<string, string>();
  return ({ endpoint, operation }, text) => {
    const key = `${endpoint} ${operation?.id}`;
    if (operation === null || last.get(key) === text) return;
    last.set(key, text);
    ledger.append({
      entry: 'document',
      endpoint,
      operation: operation.id,
      body: z.json().parse(JSON.parse(text)),
    });
  };
}

function leavingFacts(
  { kind, endpoint, operation }: Allowed,
  { destination: { hostname, port } }: CompletedRequest,
) {
  return {
    kind,
    endpoint,
    host: `${hostname}:${port}`,
    path: operation?.path ?? 'other',
    operation: operation?.id ?? null,
  };
}
