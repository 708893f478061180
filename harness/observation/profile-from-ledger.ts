import { participantOf, type EndpointRef } from '#harness/common/participants.ts';
import type { LedgerEntry } from './ledger.schema.ts';
import type { ProfileObservation } from './observation.schema.ts';

type Entry<Kind extends LedgerEntry['entry']> = Extract<LedgerEntry, { entry: Kind }>;
type Json = ProfileObservation['value'];

/** Headers that differ by time, by connection or by how the answer was cut up, and say nothing of the service. */
const variable = new Set(['age', 'connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']);
const dayMs = 24 * 60 * 60 * 1000;

/**
 * What an environment showed of itself: certificate and days left per endpoint, status, content type and headers
 * per operation, and documents. `hosts` names the endpoint at each `host:port` of the environment: in
 * documents its addresses are written so, and environments can be compared.
 */
export function profileFromLedger(
  entries: readonly LedgerEntry[],
  hosts: Readonly<Record<string, EndpointRef>>,
): ProfileObservation[] {
  return [
    ...lastOfEach(entries, 'certificate', ({ endpoint }) => endpoint).flatMap(certificateObservations),
    ...operationObservations(entries),
    ...lastOfEach(entries, 'document', ({ endpoint, operation }) => `${endpoint} ${operation}`).map((entry) =>
      observation(entry.endpoint, `document ${entry.operation}`, withReferences(entry.body, hosts), entry.at),
    ),
  ];
}

const observation = (endpoint: string, name: string, value: Json, at: string): ProfileObservation => ({
  participant: participantOf(endpoint) ?? endpoint,
  endpoint,
  name,
  value,
  at,
});

function lastOfEach<Kind extends LedgerEntry['entry']>(
  entries: readonly LedgerEntry[],
  kind: Kind,
  keyOf: (entry: Entry<Kind>) => string,
): Entry<Kind>[] {
  const wanted = entries.filter((entry): entry is Entry<Kind> => entry.entry === kind);
  return [...new Map(wanted.map((entry) => [keyOf(entry), entry])).values()];
}

function certificateObservations({ endpoint, facts, at }: Entry<'certificate'>): ProfileObservation[] {
  const { subject, issuer, names, protocol, notAfter, refused } = facts;
  const daysLeft = Math.floor((Date.parse(notAfter) - Date.parse(at)) / dayMs);
  return [
    observation(endpoint, 'certificate', { subject, issuer, names, protocol }, at),
    observation(endpoint, 'certificate-days-left', { daysLeft, refused }, at),
  ];
}

function operationObservations(entries: readonly LedgerEntry[]): ProfileObservation[] {
  const answers = new Map(
    entries.flatMap((entry) => (entry.entry === 'response' ? [[entry.number, entry] as const] : [])),
  );
  const byOperation = new Map<
    string,
    { endpoint: string; operation: string; answers: Entry<'response'>[] }
  >();
  for (const entry of entries) {
    if (entry.entry !== 'request' || entry.operation === null || entry.endpoint === null) continue;
    const answer = answers.get(entry.number);
    if (answer === undefined) continue;
    const { endpoint, operation } = entry;
    const key = `${endpoint} ${operation}`;
    const seen = byOperation.get(key) ?? { endpoint, operation, answers: [] };
    seen.answers.push(answer);
    byOperation.set(key, seen);
  }
  return [...byOperation.values()].map(({ endpoint, operation, answers: seen }) =>
    observation(
      endpoint,
      `operation ${operation}`,
      {
        statuses: [...new Set(seen.map(({ status }) => status))].sort((a, b) => a - b),
        contentTypes: sorted(seen.flatMap(({ contentType }) => contentType ?? [])),
        headers: sorted(seen.flatMap(({ headers }) => headers.filter((name) => !variable.has(name)))),
      },
      seen.at(-1)?.at ?? '',
    ),
  );
}

const sorted = (values: readonly string[]): string[] => [...new Set(values)].sort();

function withReferences(value: Json, hosts: Readonly<Record<string, EndpointRef>>): Json {
  if (typeof value === 'string') {
    return value.replace(/^https:\/\/([^/?#]+)/, (origin, host: string) => hosts[host] ?? origin);
  }
  if (Array.isArray(value)) return value.map((item) => withReferences(item, hosts));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withReferences(item, hosts)]));
}
