import { scanLog } from '#harness/audit/scan-log.ts';
import type { Json } from '#harness/common/canonical-json.ts';
import { auditRecordOf } from '#harness/guard/audit-record-of.ts';
import type { LedgerEntry } from '#harness/observation/ledger.schema.ts';
import type { ListedRequests, Reconciliation } from '#harness/observation/listed-requests.schema.ts';
import { reconcile } from '#harness/observation/reconcile.ts';
import type { RunAudit } from './run-audit.ts';

/** Holds ledger, audit log and lists of a run that came to its end against each other. */
export function reconcileRun(
  ledger: readonly LedgerEntry[],
  audit: RunAudit,
  listed: readonly ListedRequests[],
): Reconciliation {
  // When something is written, each account says for itself.
  const expected = ledger.map((entry): Json => {
    const [kind, facts] = auditRecordOf(entry);
    return [kind, { ...facts, at: undefined }];
  });
  const found: Json[] = [];
  scanLog(audit.guard.path, ({ kind, facts }) => {
    if (!ofTheLog.has(kind)) found.push([kind, facts]);
  });
  return reconcile({ ledger, audit: { expected, found }, listed });
}

/** Kinds that the log writes of itself. */
const ofTheLog = new Set(['opened', 'reopened', 'torn', 'clock-stepped', 'closed']);
