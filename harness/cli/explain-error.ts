import { HarnessError, type ErrorCode } from '../errors.ts';
import { createRedactor } from '#harness/identities/redact/create-redactor.ts';

const redact = createRedactor();

/** Codes that are not "wrong use, or refused" (2). */
const otherExitCodes: Partial<Record<ErrorCode, number>> = {
  PARTICIPANT_NOT_READY: 3,
  PARTICIPANT_DOWN: 3,
  PARTICIPANT_ABSENT: 3,
  DENIED: 4,
  AUDIT_DAMAGED: 4,
  AUDIT_UNWRITABLE: 4,
  GUARD_NOT_READY: 5,
  GUARD_STOPPED: 5,
  REPORT_FAILED: 5,
  TIMED_OUT: 5,
  OBSERVATION_INVALID: 1,
  MESSAGE_INVALID: 1,
  LOAD_FAILED: 1,
};

/** The exit code that an error ends a command with; anything that is no HarnessError is our own bug. */
export function exitCodeOf(error: unknown): number {
  return error instanceof HarnessError ? (otherExitCodes[error.code] ?? 2) : 5;
}

/** What the terminal shows of an error: what, then what to do next. */
export function explainError(error: unknown): string {
  if (error instanceof HarnessError) {
    return redact(
      `✖ ${error.message}\n→ ${error.hint}\n  (${error.code}: see "When something stops" in README.md)`,
    );
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return redact(
    `✖ This is a fault of verdikjede itself, not of the systems that it tests.\n${stack}\n→ Report it with the lines above.`,
  );
}
