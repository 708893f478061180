import type { CompletedRequest } from 'mockttp';
import { systemClock, type Clock } from '#harness/common/clock.ts';
import { maskIdentities } from '#harness/identities/mask-identities.ts';
import type { Allowance } from './allowance.ts';
import { unwritten, type AuditedLedger } from './audited-ledger.ts';
import type { Credentials } from './credentials/credentials.ts';
import { helseIdEndpoint } from './credentials/token-call.ts';
import type { Exchange } from './exchange.ts';
import { denialAnswer, failureAnswer, type GuardAnswer } from './guard-answers.ts';
import type { IdentityWatch } from './identity-watch.ts';
import { createJudge, type Allowed, type Denied, type Verdict } from './judge.ts';
import type { JudgedRequest } from './judged-request.ts';
import type { Policy } from './policy.ts';
import { shownTarget, type Refusal } from './refusal-writer.ts';
import { judgedRequestOf, scenarioOf } from './request-of.ts';
import type { StopSwitch } from './stop-switch.ts';

const noToken = 'NO_ACCESS_TOKEN';

/** It is not denied: HelseID is down, or does not know the client. The log has the guard's own call. */
const withoutToken = (number: number): Denied => ({
  allow: false,
  reason: 'The guard was given no access token.',
  instead: { number, answer: failureAnswer(noToken, helseIdEndpoint) },
});

const unreadable: Denied = {
  allow: false,
  reason: 'What it asks for is neither a path nor a plain http(s) URL.',
};

/** What every request meets on its way, besides the policy. */
export interface Barriers {
  readonly ledger: AuditedLedger;
  readonly identities: IdentityWatch;
  readonly stops: StopSwitch;
  readonly allowance: Allowance;
  readonly clock?: Pick<Clock, 'after'>;
}

interface DecisionParts extends Barriers {
  readonly held: Credentials;
  readonly nextNumber: () => number;
  readonly refuse: (refusal: Refusal, request?: CompletedRequest) => void;
}

/** Decides on a request. What may leave has had its turn and its credentials, and is held until the log has it. */
export function createDecision(
  policy: Policy,
  parts: DecisionParts,
): (exchange: Exchange, request: CompletedRequest) => Promise<Verdict> {
  const { ledger, stops, allowance, held, nextNumber, refuse, clock = systemClock } = parts;
  const judgeWhole = wholeJudge(policy, parts);
  return async (exchange, request) => {
    const { method, rawHeaders, destination } = request;
    const said = scenarioOf(rawHeaders);
    const scenario = said === null ? null : maskIdentities(said);
    const verdict = judgeWhole(exchange, judgedRequestOf(request), scenario);
    exchange.verdict = verdict;
    const refuseFor = (reason: string): Denied => {
      refuse({ method, ...destination, reason, scenario }, request);
      const denied = { allow: false, reason } as const;
      exchange.verdict = denied;
      return denied;
    };
    if (!verdict.allow) return refuseFor(verdict.reason);
    const clash = held.clash(verdict.endpoint, { headers: rawHeaders });
    if (clash !== undefined) return refuseFor(`It carries a header that the guard itself adds (${clash}).`);
    const pacedMs = allowance.take();
    // For the pace of the environment file; whoever stops the run does not wait for it.
    if (pacedMs > 0) await clock.after(pacedMs);
    if (stops.reason !== undefined) return refuseFor(stops.reason);
    const number = nextNumber();
    exchange.number = number;
    const facts = leavingFacts(verdict, request);
    exchange.passing = { method, host: facts.host, endpoint: facts.endpoint, scenario };
    const paced = pacedMs > 0 ? { pacedMs } : {};
    ledger.append({ entry: 'request', number, method, scenario, ...facts, ...paced });
    const adding = held.headersFor(verdict.endpoint, request);
    if (adding !== undefined) {
      exchange.added = await adding.catch(() => undefined);
      if (exchange.added === undefined) {
        ledger.append({ entry: 'failed', number, reason: noToken });
        return (exchange.verdict = withoutToken(number));
      }
    }
    const late = lateRefusal(exchange, { ledger, policy, refuseFor });
    exchange.stopped = () => (stops.reason === undefined ? undefined : late('STOPPED', stops.reason));
    exchange.mayLeave = ledger
      .acknowledged()
      .then((isWritten) => (isWritten ? exchange.stopped?.() : late('AUDIT_UNWRITABLE', unwritten)));
    return verdict;
  };
}

interface Refusing extends Pick<Barriers, 'ledger'> {
  readonly policy: Policy;
  readonly refuseFor: (reason: string) => Denied;
}

/** Refuses what was let through and has not left: writes down how it ended, and returns what is answered. */
const lateRefusal =
  (exchange: Exchange, { ledger, policy, refuseFor }: Refusing) =>
  (code: 'STOPPED' | 'AUDIT_UNWRITABLE', because: string): GuardAnswer => {
    ledger.append({ entry: 'failed', number: exchange.number ?? 0, reason: code });
    exchange.ended = true;
    return denialAnswer(refuseFor(because).reason, policy.environment);
  };

/** The policy's verdict, unless the run was stopped, or the request carries a person who is not on the roster. */
function wholeJudge(
  policy: Policy,
  { identities, stops, allowance }: Pick<Barriers, 'identities' | 'stops' | 'allowance'>,
): (exchange: Exchange, request: JudgedRequest, scenario: string | null) => Verdict {
  const judge = createJudge(policy);
  return (exchange, request, scenario) => {
    if (!allowance.isOpen() || stops.reason !== undefined)
      return { allow: false, reason: stops.reason ?? '' };
    if (exchange.unreadable === true) return unreadable;
    const verdict = judge(request);
    const { hostname, port } = request.destination;
    const endpoint = verdict.allow ? verdict.endpoint : null;
    const passing = { ...shownTarget(request.method, hostname, port), endpoint, scenario };
    const reason = identities.refuse(request, passing);
    return reason === undefined ? verdict : { allow: false, reason };
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
