import { canonicalJson } from '#harness/common/canonical-json.ts';
import { sha256 } from '#harness/common/sha256.ts';
import type { Facts } from '#harness/audit/audit-record.ts';
import type { LedgerEntry } from '#harness/observation/ledger.schema.ts';
import type { LedgerWriter } from './ledger-writer.ts';

type Entry = Parameters<LedgerWriter['append']>[0];

const kinds: Partial<Record<LedgerEntry['entry'], string>> = {
  request: 'intent',
  response: 'outcome',
  failed: 'outcome',
};

/** What the audit log says of a ledger entry: all that the ledger says; of a document only its digest. */
export function auditRecordOf({ entry, ...facts }: Entry): [kind: string, facts: Facts] {
  const told = 'body' in facts ? { ...facts, body: sha256(canonicalJson(facts.body)) } : facts;
  return [kinds[entry] ?? entry, told];
}
