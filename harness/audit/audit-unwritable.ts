import { HarnessError } from '#harness/errors.ts';

/** The error after which a log takes nothing more. `cause` is the system's. */
export const auditUnwritable = (path: string, cause?: unknown): HarnessError =>
  new HarnessError(`The audit log ${path} cannot be written any more (${reasonOf(cause)}).`, {
    code: 'AUDIT_UNWRITABLE',
    stage: 'guard',
    hint: 'Nothing may leave without it. Is there room on the disk? What was acknowledged is kept; run again.',
    cause,
  });

function reasonOf(cause: unknown): string {
  if (cause === undefined) return 'it was closed';
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'the write failed';
}
