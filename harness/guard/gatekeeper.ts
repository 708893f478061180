import type { CompletedRequest } from 'mockttp';
import type { HeldCredential } from '#environments/credentials.schema.ts';
import { numberHeader } from '#harness/common/guard-headers.ts';
import { maskIdentities } from '#harness/identities/mask-identities.ts';
import { clientCertificates } from './credentials/added-headers.ts';
import { createCredentials } from './credentials/credentials.ts';
import { createTokenCall } from './credentials/token-call.ts';
import { watchCertificates } from './certificate-watch.ts';
import { createDecision, type Barriers } from './decision.ts';
import { followExchanges, isLeaving } from './exchange.ts';
import { forward, type ArrivedRequest, type Forwarding, type Witness } from './forward.ts';
import { answerWith, failureAnswer, failureCode } from './guard-answers.ts';
import type { IdentityWatch } from './identity-watch.ts';
import type { Allowed, Verdict } from './judge.ts';
import type { LedgerWriter } from './ledger-writer.ts';
import type { Policy } from './policy.ts';
import { readJson, type JsonValue } from './read-json.ts';
import { refusalWriter, type Refusal } from './refusal-writer.ts';

export interface Gatekeeper {
  /** Judges a request, once. What is allowed is prepared, and leaves when ledger and audit log have it. */
  decide(request: CompletedRequest): Promise<Verdict>;
  refuse(refusal: Refusal): void;
  /** Sends the request that is being served to where it is addressed, when it may leave; or answers it. */
  forward(request: ArrivedRequest, body: Promise<Uint8Array>): Promise<void>;
  /** Resolves when everything that was seen has been written down. */
  settled(): Promise<unknown>;
}

/** Judges and writes down all that goes through this process. */
export function createGatekeeper(
  policy: Policy,
  barriers: Barriers & Pick<Forwarding, 'headers'> & { readonly credentials: readonly HeldCredential[] },
): Gatekeeper {
  const { ledger, identities, stops, allowance, credentials, headers } = barriers;
  const certificates = watchCertificates(policy, ledger);
  let numbers = 0;
  const nextNumber = (): number => (numbers += 1);

  const currentExchange = followExchanges();
  const refuse = refusalWriter(policy, ledger, stops);
  const tokenCall = createTokenCall({
    policy,
    ledger,
    stops,
    allowance,
    certificates,
    nextNumber,
    refuse,
  });
  const held = createCredentials(credentials, policy.origins, tokenCall);
  const decide = createDecision(policy, { ...barriers, held, nextNumber, refuse });
  const forwarding: Forwarding = {
    witness: witnessOf({ ledger, certificates, identities }),
    headers,
    clientCertificates: clientCertificates(credentials, policy.origins),
  };

  return {
    refuse: (refusal) => refuse(refusal),
    settled: () => certificates.settled(),
    decide: (request) => {
      const exchange = currentExchange();
      exchange.decision ??= decide(exchange, request);
      return exchange.decision;
    },
    forward: async (request, body) => {
      const exchange = currentExchange();
      const whole = await body;
      const instead = await exchange.mayLeave;
      if (instead !== undefined) answerWith(exchange.response, instead);
      else if (isLeaving(exchange)) await forward({ exchange, request, body: whole }, forwarding);
      else throw new Error('A request would leave that was not let through.');
    },
  };
}

interface Witnesses {
  readonly ledger: LedgerWriter;
  readonly certificates: ReturnType<typeof watchCertificates>;
  readonly identities: IdentityWatch;
}

/** Writes down what became of each request that was let through. */
function witnessOf({ ledger, certificates, identities }: Witnesses): Witness {
  const keep = createDocumentKeeper(ledger);
  return {
    answered: ({ verdict, number, passing, response }, request, answer) => {
      const { statusCode = 0, headers } = answer;
      response.setHeader(numberHeader, String(number));
      // Written before the answer is searched: even these may carry a person.
      const type = headers['content-type'];
      const contentType = type === undefined ? null : maskIdentities(type);
      const names = Object.keys(headers).sort().map(maskIdentities);
      ledger.append({ entry: 'response', number, status: statusCode, contentType, headers: names });
      certificates.accepted(verdict.endpoint, request.socket);
      // A document is shown whole, and searched then.
      const isDocument = verdict.operation?.document === true;
      if (!isDocument && passing !== undefined) identities.watch(answer, response, passing);
    },
    failed: ({ verdict: { endpoint }, number, response }, error) => {
      const reason = failureCode(error);
      const answer = failureAnswer(reason, endpoint);
      response.setHeader(numberHeader, String(number));
      ledger.append({ entry: 'failed', number, reason });
      if (answer.mark === 'refused-certificate') certificates.refused(endpoint, reason);
      return answer;
    },
    shown: async ({ verdict, passing }, answer, body) => {
      const instead = passing && identities.withhold(answer, body, passing);
      if (instead === undefined && answer.statusCode === 200) {
        keep(verdict, await readJson(answer.headers, body));
      }
      return instead;
    },
  };
}

/** Keeps a JSON answer that the profile wants, when it is another than the last. */
function createDocumentKeeper(ledger: LedgerWriter): (verdict: Allowed, body: JsonValue | undefined) => void {
  const last = new Map<string, string>();
  return ({ endpoint, operation }, body) => {
    const key = `${endpoint} ${operation?.id}`;
    const text = JSON.stringify(body);
    if (operation === null || body === undefined || last.get(key) === text) return;
    last.set(key, text);
    ledger.append({ entry: 'document', endpoint, operation: operation.id, body });
  };
}
