import { takeKernelLock, type KernelLock } from '#harness/common/kernel-lock.ts';
import { HarnessError } from '#harness/errors.ts';

/** Takes the one right to write beside this path. Throws AUDIT_REFUSED when somebody else holds it. */
export function lockForWriting(path: string): KernelLock {
  const lock = takeKernelLock(`${path}.lock`);
  if (lock !== undefined) return lock;
  throw new HarnessError(`Another process writes the audit log ${path}; there can be only one.`, {
    code: 'AUDIT_REFUSED',
    stage: 'guard',
    hint: 'Let the other run end, or stop it; its end frees the log.',
  });
}
