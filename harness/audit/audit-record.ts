import { z } from 'zod';
import { canonicalJson, type Json } from '#harness/common/canonical-json.ts';
import { sha256 } from '#harness/common/sha256.ts';

/** What a record says, by its kind. Never a path, a query, a body or a header's value: they may carry an identity. */
export type Facts = Readonly<Record<string, Json | undefined>>;

/** `previous` of the first record. */
export const noRecord = '0'.repeat(64);

/**
 * One line of an audit log, as canonical JSON. `previous` is the hash of the line before, so the order of lines is
 * theirs alone: `at` is what the clock said, and proves nothing.
 *
 * Kinds of the log itself: `opened` (first), `reopened`, `torn` (an unfinished line was put aside), `clock-stepped`,
 * `closed` (last). `intent` and `outcome` share a `number`; all other kinds are the writer's.
 */
export const auditRecordSchema = z.strictObject({
  /** 1, 2, 3 … */
  sequence: z.int().min(1),
  /** SHA-256 of the line before, in hex. */
  previous: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
  kind: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  facts: z.custom<Facts>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
});
export type AuditRecord = z.infer<typeof auditRecordSchema>;

/** The line of a record, without its end: canonical JSON, whose order of keys is written out, for each request waits. */
export const lineOf = ({ at, facts, kind, previous, sequence }: AuditRecord): string =>
  `{"at":"${at}","facts":${canonicalJson(facts)},"kind":${canonicalJson(kind)},"previous":"${previous}","sequence":${sequence}}`;

/** SHA-256 of a line without its end, in hex. */
export const hashOf = (line: string | Uint8Array): string => sha256(line);

/** The record of a line; undefined when it is none, or is not written in the canonical form. */
export function recordOf(line: string): AuditRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const { data } = auditRecordSchema.safeParse(value);
  return data !== undefined && isCanonical(data, line) ? data : undefined;
}

function isCanonical(record: AuditRecord, line: string): boolean {
  try {
    return lineOf(record) === line;
  } catch {
    return false;
  }
}
