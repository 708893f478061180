import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CheckpointKey } from '#harness/audit/checkpoint-key.ts';
import { describeDamage } from '#harness/audit/scan-log.ts';
import { verifyLog } from '#harness/audit/verify-log.ts';

interface AttestedLog {
  readonly records: number;
  readonly head: string;
  readonly digest: string | undefined;
  readonly key: CheckpointKey;
}

/** SHA-256 of a log's bytes: what `sha256sum` gives. */
export const logDigest = (path: string): string => hash('sha256', readFileSync(path));

/** What speaks against this log being the one that was attested; undefined when it is, whole. */
export function checkLog(path: string, { records, head, digest, key }: AttestedLog): string | undefined {
  const report = verifyLog({ path, key: key.text });
  if (report.damage !== null) return `the audit log is damaged: ${describeDamage(report.damage)}`;
  if (report.head !== head)
    return `the audit log is another one: its last record is not the one that was attested`;
  if (report.records !== records || logDigest(path) !== digest)
    return 'the audit log ends as attested, and has other records';
  return undefined;
}
