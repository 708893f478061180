import { canonicalJson } from '#harness/common/canonical-json.ts';
import { deletionSchema, deletionType, type Deletion } from './deletion.schema.ts';
import type { Envelope } from './dsse.ts';
import { verificationSchema, type Verification } from './verification.schema.ts';

/** What we sign: certificates of verification, and confirmations of deletion. */
export type Statement = Verification | Deletion;

export const isDeletion = (statement: Statement): statement is Deletion =>
  statement.predicateType === deletionType;

/** The statement of an envelope whose signature holds; undefined when it is none of ours, in canonical form. */
export function readStatement({ payload }: Envelope): Statement | undefined {
  const text = payload.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
    if (canonicalJson(value) !== text) return undefined;
  } catch {
    return undefined;
  }
  return verificationSchema.safeParse(value).data ?? deletionSchema.safeParse(value).data;
}
