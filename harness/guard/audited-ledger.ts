import type { AuditLog } from '#harness/audit/audit-log.ts';
import { canonicalJson } from '#harness/common/canonical-json.ts';
import { sha256 } from '#harness/common/sha256.ts';
import { openAuditLog } from '#harness/audit/open-audit-log.ts';
import { auditRecordOf } from './audit-record-of.ts';
import type { GuardConfig } from './guard-config.ts';
import type { LedgerWriter } from './ledger-writer.ts';

/** Why a request is refused whose intent is not on the disk. */
export const unwritten = 'The audit log cannot be written, so nothing may leave.';

/** The ledger, and where there is one the audit log, which is told all that the ledger is told. */
export interface AuditedLedger extends LedgerWriter {
  /** Resolves when all requests and stops so far are on the disk: false says that the log cannot be written any more. */
  acknowledged(): Promise<boolean>;
  /** Closes the audit log, and resolves when all is on the disk. */
  close(): Promise<void>;
}

interface AuditStart {
  readonly config: GuardConfig;
  /** Signs the checkpoints. */
  readonly privateKey: string;
}

/** Opens the audit log of this guard, and ties it to the ledger. Throws what openAuditLog() does. */
export async function auditLedger(
  ledger: LedgerWriter,
  start: AuditStart | undefined,
): Promise<AuditedLedger> {
  const audit = start === undefined ? undefined : await openFor(start);
  let urgentOnes: Promise<boolean> = Promise.resolve(true);
  let because = 'the run ended';
  return {
    append: (entry) => {
      ledger.append(entry);
      if (audit === undefined) return;
      if (entry.entry === 'stopped') because = entry.reason;
      const urgent = entry.entry === 'request' || entry.entry === 'stopped';
      const written = audit.append(...auditRecordOf(entry), { urgent });
      const kept = written.then(
        () => true,
        () => false,
      );
      if (urgent) urgentOnes = kept;
    },
    sync: () => ledger.sync(),
    acknowledged: () => urgentOnes,
    close: async () => {
      ledger.sync();
      // That it could not be closed stands in the log itself: it has no closing record.
      await audit?.close(because).catch(() => undefined);
    },
  };
}

async function openFor({ config, privateKey }: AuditStart): Promise<AuditLog | undefined> {
  const { audit, policy, runId } = config;
  if (audit === undefined) return undefined;
  const opening = {
    run: runId,
    environment: policy.environment,
    mode: policy.mode,
    // What is enforced, not what a file says.
    policy: sha256(canonicalJson(policy)),
    tester: audit.tester,
    change: audit.change,
    allowance: config.allowance,
  };
  return openAuditLog({ ...audit, privateKey, opening, origin: `verdikjede.audit/${runId}` });
}
