import type { CompletedRequest } from 'mockttp';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { systemClock, type Clock } from '#harness/common/clock.ts';
import { maskIdentities } from '#harness/identities/mask-identities.ts';
import { numberHeader } from '#harness/common/guard-headers.ts';
import { watchCertificates } from './certificate-watch.ts';
import type { AuditedLedger } from './audited-ledger.ts';
import { followExchanges, type Exchange, type ExchangeListener } from './exchange.ts';
import {
  answerFailure,
  denialAnswer,
  failureAnswer,
  failureCode,
  refusedError,
  type GuardAnswer,
} from './guard-answers.ts';
import type { Allowance } from './allowance.ts';
import type { IdentityWatch } from './identity-watch.ts';
import { createJudge, type Allowed, type Denied, type Verdict } from './judge.ts';
import type { JudgedRequest } from './judged-request.ts';
import type { LedgerWriter } from './ledger-writer.ts';
import type { Policy } from './policy.ts';
import { refusalWriter, shownTarget, type Refusal } from './refusal-writer.ts';
import { judgedRequestOf, scenarioOf } from './request-of.ts';
import type { StopSwitch } from './stop-switch.ts';

/** An answer as it came, whole. */
interface WholeAnswer {
  readonly headers: IncomingHttpHeaders;
  readonly body: { readonly buffer: Buffer };
}

export interface Gatekeeper {
  /** Judges a request, once. What is allowed is prepared, and leaves when ledger and audit log have it. */
  decide(request: CompletedRequest): Promise<Verdict>;
  refuse(refusal: Refusal): void;
  /** What is passed on instead of a document that carries a person who is not on the roster. */
  withhold(answer: WholeAnswer): GuardAnswer | undefined;
  /** Writes down a JSON answer that the profile keeps, when it is another than the last. */
  keepDocument(body: unknown): void;
  /** Resolves when everything that was seen has been written down. */
  settled(): Promise<unknown>;
}

const unwritten = 'The audit log cannot be written, so nothing may leave.';

/** What every request meets on its way, besides the policy. */
interface Barriers {
  readonly ledger: AuditedLedger;
  readonly identities: IdentityWatch;
  readonly stops: StopSwitch;
  readonly allowance: Allowance;
  readonly clock?: Pick<Clock, 'after'>;
}

const unreadable: Denied = {
  allow: false,
  reason: 'What it asks for is neither a path nor a plain http(s) URL.',
};

/** Judges and writes down all that goes through this process. */
export function createGatekeeper(
  policy: Policy,
  { ledger, identities, stops, allowance, clock = systemClock }: Barriers,
): Gatekeeper {
  const certificates = watchCertificates(policy, ledger);
  const keep = createDocumentKeeper(ledger);
  let numbers = 0;

  const currentExchange = followExchanges(outcomes({ ledger, certificates, identities }));
  const refuse = refusalWriter(policy, ledger, stops);
  const judgeWhole = wholeJudge(policy, { identities, stops, allowance });
  const decide = async (exchange: Exchange, request: CompletedRequest): Promise<Verdict> => {
    const { method, rawHeaders, destination } = request;
    const said = scenarioOf(rawHeaders);
    const scenario = said === null ? null : maskIdentities(said);
    const verdict =
      exchange.unreadable === true ? unreadable : judgeWhole(judgedRequestOf(request), scenario);
    exchange.verdict = verdict;
    const refuseFor = (reason: string): Denied => {
      refuse({ method, ...destination, reason, scenario }, request);
      const denied = { allow: false, reason } as const;
      exchange.verdict = denied;
      return denied;
    };
    if (!verdict.allow) return refuseFor(verdict.reason);
    const pacedMs = allowance.take();
    // For the pace of the environment file; whoever stops the run does not wait for it.
    if (pacedMs > 0) await clock.after(pacedMs);
    if (stops.reason !== undefined) return refuseFor(stops.reason);
    numbers += 1;
    const number = numbers;
    exchange.number = number;
    const facts = leavingFacts(verdict, request);
    exchange.passing = { method, host: facts.host, endpoint: facts.endpoint, scenario };
    const paced = pacedMs > 0 ? { pacedMs } : {};
    ledger.append({ entry: 'request', number, method, scenario, ...facts, ...paced });
    exchange.mayLeave = whenWritten(exchange, { ledger, stops, policy, refuseFor });
    return verdict;
  };

  return {
    refuse: (refusal) => refuse(refusal),
    settled: () => certificates.settled(),
    decide: (request) => {
      const exchange = currentExchange();
      exchange.decision ??= decide(exchange, request);
      return exchange.decision;
    },
    withhold: ({ headers, body }) => {
      const { passing } = currentExchange();
      if (passing === undefined) throw new Error('An answer came to a request that was not let through.');
      return identities.withhold({ headers, body: body.buffer }, passing);
    },
    keepDocument: (body) => {
      const { verdict } = currentExchange();
      if (verdict?.allow === true && body !== undefined) keep(verdict, JSON.stringify(body));
    },
  };
}

interface Writing extends Pick<Barriers, 'ledger' | 'stops'> {
  readonly policy: Policy;
  readonly refuseFor: (reason: string) => Denied;
}

/** Resolves when the intent is on the disk: with nothing, or with what the request ends with, for it may not leave. */
async function whenWritten(
  exchange: Exchange,
  { ledger, stops, policy, refuseFor }: Writing,
): Promise<Error | undefined> {
  const isWritten = await ledger.acknowledged();
  if (isWritten && stops.reason === undefined) return undefined;
  const number = exchange.number ?? 0;
  ledger.append({ entry: 'failed', number, reason: isWritten ? 'STOPPED' : 'AUDIT_UNWRITABLE' });
  exchange.ended = true;
  const { reason } = refuseFor(isWritten ? (stops.reason ?? unwritten) : unwritten);
  return refusedError(exchange.response, denialAnswer(reason, policy.environment));
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

/** The policy's verdict, unless the run was stopped, or the request carries a person who is not on the roster. */
function wholeJudge(
  policy: Policy,
  { identities, stops, allowance }: Pick<Barriers, 'identities' | 'stops' | 'allowance'>,
): (request: JudgedRequest, scenario: string | null) => Verdict {
  const judge = createJudge(policy);
  return (request, scenario) => {
    if (!allowance.isOpen() || stops.reason !== undefined)
      return { allow: false, reason: stops.reason ?? '' };
    const verdict = judge(request);
    const { hostname, port } = request.destination;
    const endpoint = verdict.allow ? verdict.endpoint : null;
    const passing = { ...shownTarget(request.method, hostname, port), endpoint, scenario };
    const reason = identities.refuse(request, passing);
    return reason === undefined ? verdict : { allow: false, reason };
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
