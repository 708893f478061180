import { canonicalJson, type Json } from '#harness/common/canonical-json.ts';
import type { LedgerEntry } from './ledger.schema.ts';
import { explainedKinds, type ListedRequests, type Reconciliation } from './listed-requests.schema.ts';

type Sent = Extract<LedgerEntry, { entry: 'request' }>;
type Outcome = Extract<LedgerEntry, { entry: 'response' | 'failed' }>;
type Kind = (typeof explainedKinds)[number];

interface Accounts {
  readonly ledger: readonly LedgerEntry[];
  /** What the audit log must hold of the ledger, and what it holds, one canonical text for each, in order. */
  readonly audit: { readonly expected: readonly Json[]; readonly found: readonly Json[] };
  readonly listed: readonly ListedRequests[];
}

/**
 * Holds the three accounts of a run against each other: what the guard let through, what its audit log says, and what
 * those who asked list. Pure.
 */
export function reconcile({ ledger, audit, listed }: Accounts): Reconciliation {
  const requests = ledger.filter((entry) => entry.entry === 'request');
  const outcomes = new Map(
    ledger
      .filter((entry) => entry.entry === 'response' || entry.entry === 'failed')
      .map((entry) => [entry.number, entry]),
  );
  const numbers = new Set(listed.flatMap((list) => list.numbers));
  const unanswered = countEach(listed.flatMap((list) => list.unanswered));
  const others = requests.filter(({ number }) => !numbers.has(number));
  const explained = others.map((sent) => ({
    sent,
    kind: kindOf(sent, outcomes.get(sent.number), unanswered),
  }));
  return {
    requests: requests.length,
    listed: requests.length - others.length,
    explained: explainedKinds
      .map((kind) => ({ kind, count: explained.filter((one) => one.kind === kind).length }))
      .filter(({ count }) => count > 0),
    unexplained: [
      ...explained.filter(({ kind }) => kind === undefined).map(({ sent }) => unlisted(sent)),
      ...unseen(listed, new Set(requests.map(({ number }) => number))),
      ...refusalsBeyond(listed, ledger.filter(({ entry }) => entry === 'denial').length),
      ...logDiffers(audit),
    ],
  };
}

/** Why a request is not listed; undefined when nothing explains it. */
function kindOf(
  { method, host, path, own }: Sent,
  outcome: Outcome | undefined,
  unanswered: Map<string, number>,
): Kind | undefined {
  if (own === true) return 'token';
  if (method === 'GET' && path === '/favicon.ico') return 'favicon';
  if (method === 'OPTIONS') return 'preflight';
  const status = outcome?.entry === 'response' ? outcome.status : 0;
  if (status === 304) return 'revalidation';
  // An API client that follows redirects lists the last answer alone.
  if (status >= 300 && status < 400) return 'redirect';
  const left = unanswered.get(`${method} ${host}`) ?? 0;
  if (left === 0) return undefined;
  unanswered.set(`${method} ${host}`, left - 1);
  return 'unanswered';
}

function countEach(requests: readonly { method: string; host: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { method, host } of requests) {
    counts.set(`${method} ${host}`, (counts.get(`${method} ${host}`) ?? 0) + 1);
  }
  return counts;
}

const unlisted = ({ number, method, host, path, scenario }: Sent): string =>
  `The guard let through ${method} ${host} ${path} (number ${number}, ${scenario === null ? 'of no scenario' : `of "${scenario}"`}), and nobody lists it.`;

/** What is listed, and did not pass the guard. */
function unseen(listed: readonly ListedRequests[], passed: ReadonlySet<number>): string[] {
  const strange = listed.flatMap(({ unnumbered }) => unnumbered);
  const unknown = listed.flatMap(({ numbers }) => numbers).filter((number) => !passed.has(number));
  return [
    ...strange.map(
      ({ method, host }) => `Playwright lists ${method} ${host}, whose answer did not come from the guard.`,
    ),
    ...[...new Set(unknown)].map(
      (number) => `Playwright lists number ${number}, which the guard let nobody have.`,
    ),
  ];
}

/** A refusal that is not the guard's own. */
function refusalsBeyond(listed: readonly ListedRequests[], denials: number): string[] {
  const refused = listed.reduce((sum, list) => sum + list.refused, 0);
  return refused > denials
    ? [`Playwright lists ${refused} refusals, and the guard refused ${denials} requests.`]
    : [];
}

function logDiffers({ expected, found }: Accounts['audit']): string[] {
  const [ours, theirs] = [expected.map(canonicalJson), found.map(canonicalJson)];
  const at = ours.findIndex((text, index) => text !== theirs[index]);
  if (at === -1 && ours.length === theirs.length) return [];
  return [
    `The audit log tells otherwise than the ledger, from entry ${(at === -1 ? ours.length : at) + 1} on (${theirs.length} entries, and ${ours.length} were expected).`,
  ];
}
