import type { CompletedRequest } from 'mockttp';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { HeldCredential } from '#environments/credentials.schema.ts';
import { numberHeader } from '#harness/common/guard-headers.ts';
import { maskIdentities } from '#harness/identities/mask-identities.ts';
import type { AddedHeaders } from './credentials/added-headers.ts';
import { createCredentials } from './credentials/credentials.ts';
import { createTokenCall } from './credentials/token-call.ts';
import { watchCertificates } from './certificate-watch.ts';
import { createDecision, type Barriers } from './decision.ts';
import { followExchanges, type ExchangeListener } from './exchange.ts';
import { answerFailure, failureAnswer, failureCode, type GuardAnswer } from './guard-answers.ts';
import type { IdentityWatch } from './identity-watch.ts';
import type { Allowed, Verdict } from './judge.ts';
import type { LedgerWriter } from './ledger-writer.ts';
import type { Policy } from './policy.ts';
import { refusalWriter, type Refusal } from './refusal-writer.ts';

/** An answer as it came, whole. */
interface WholeAnswer {
  readonly headers: IncomingHttpHeaders;
  readonly body: { readonly buffer: Buffer };
}

export interface Gatekeeper {
  /** Judges a request, once. What is allowed is prepared, and leaves when ledger and audit log have it. */
  decide(request: CompletedRequest): Promise<Verdict>;
  refuse(refusal: Refusal): void;
  /** What is added to the request that is on its way out. */
  added(): AddedHeaders;
  /** What is passed on instead of a document that carries a person who is not on the roster. */
  withhold(answer: WholeAnswer): GuardAnswer | undefined;
  /** Writes down a JSON answer that the profile keeps, when it is another than the last. */
  keepDocument(body: unknown): void;
  /** Resolves when everything that was seen has been written down. */
  settled(): Promise<unknown>;
}

/** Judges and writes down all that goes through this process. */
export function createGatekeeper(
  policy: Policy,
  barriers: Barriers & { readonly credentials: readonly HeldCredential[] },
): Gatekeeper {
  const { ledger, identities, stops, allowance, credentials } = barriers;
  const certificates = watchCertificates(policy, ledger);
  const keep = createDocumentKeeper(ledger);
  let numbers = 0;
  const nextNumber = (): number => (numbers += 1);

  const exchanges = followExchanges(outcomes({ ledger, certificates, identities }));
  const refuse = refusalWriter(policy, ledger, stops);
  const tokenCall = createTokenCall({
    ...{ policy, ledger, stops, allowance, certificates, nextNumber, refuse },
    outside: (act) => exchanges.outside(act),
  });
  const held = createCredentials(credentials, policy.origins, tokenCall);
  const decide = createDecision(policy, { ...barriers, held, nextNumber, refuse });

  return {
    refuse: (refusal) => refuse(refusal),
    added: () => exchanges.current().added ?? {},
    settled: () => certificates.settled(),
    decide: (request) => {
      const exchange = exchanges.current();
      exchange.decision ??= decide(exchange, request);
      return exchange.decision;
    },
    withhold: ({ headers, body }) => {
      const { passing } = exchanges.current();
      if (passing === undefined) throw new Error('An answer came to a request that was not let through.');
      return identities.withhold({ headers, body: body.buffer }, passing);
    },
    keepDocument: (body) => {
      const { verdict } = exchanges.current();
      if (verdict?.allow === true && body !== undefined) keep(verdict, JSON.stringify(body));
    },
  };
}

interface Witnesses {
  readonly ledger: LedgerWriter;
  readonly certificates: ReturnType<typeof watchCertificates>;
  readonly identities: IdentityWatch;
}

/** Writes down what became of each request that was let through. */
function outcomes({ ledger, certificates, identities }: Witnesses): ExchangeListener {
  return {
    answered: ({ verdict, number, passing, response }, request, answer) => {
      const { statusCode = 0, headers } = answer;
      certificates.accepted(verdict.endpoint, request.socket);
      response.setHeader(numberHeader, String(number));
      // Written before the answer is searched: even these may carry a person.
      const type = headers['content-type'];
      const contentType = type === undefined ? null : maskIdentities(type);
      const names = Object.keys(headers).sort().map(maskIdentities);
      ledger.append({ entry: 'response', number, status: statusCode, contentType, headers: names });
      // A document is read whole by its rule, and searched there.
      const isDocument = verdict.operation?.document === true;
      if (!isDocument && passing !== undefined) identities.watch(answer, response, passing);
    },
    failed: ({ verdict: { endpoint }, number, response }, error) => {
      const reason = failureCode(error);
      const answer = failureAnswer(reason, endpoint);
      if (!response.headersSent) response.setHeader(numberHeader, String(number));
      ledger.append({ entry: 'failed', number, reason });
      if (answer.mark === 'refused-certificate') certificates.refused(endpoint, reason);
      answerFailure(response, error, answer);
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
