/** Where on the line a failure arose: it tells the reader whose it is. */
export type Stage =
  | 'setup'
  | 'environment'
  | 'participants'
  | 'guard'
  | 'gate'
  | 'run'
  | 'observation'
  | 'comparison'
  | 'load'
  | 'report';

/** Every code has a row under "When something stops" in README.md; errors.test.ts keeps it so. */
export const errorCodes = [
  'USAGE',
  'SETUP_MISSING',
  'ENVIRONMENT_INVALID',
  'ENVIRONMENT_REFUSED',
  'ENVIRONMENT_BUSY',
  'GATE_REFUSED',
  'DRIFT_INVALID',
  'ENGINE_MISSING',
  'IMAGE_MISSING',
  'PORT_IN_USE',
  'PARTICIPANT_NOT_READY',
  'PARTICIPANT_DOWN',
  'PARTICIPANT_ABSENT',
  'GUARD_NOT_READY',
  'GUARD_STOPPED',
  'DENIED',
  'AUDIT_DAMAGED',
  'AUDIT_REFUSED',
  'AUDIT_UNWRITABLE',
  'MESSAGE_INVALID',
  'OBSERVATION_INVALID',
  'TIMED_OUT',
  'RECORD_UNREADABLE',
  'NOTHING_TO_COMPARE',
  'LOAD_FAILED',
  'REPORT_FAILED',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export interface HarnessErrorFacts {
  readonly code: ErrorCode;
  readonly stage: Stage;
  /** What the reader does next: a command, a file to change, a page to read. */
  readonly hint: string;
  /** The participant that owns the failure, when one does. */
  readonly participant?: string;
  readonly cause?: unknown;
}

/**
 * The one error class of the harness. The message says what was expected and where; it never carries a
 * secret, a received value of unknown kind, or a national identity number.
 */
export class HarnessError extends Error {
  override readonly name = 'HarnessError';
  readonly code: ErrorCode;
  readonly stage: Stage;
  readonly hint: string;
  readonly participant: string | undefined;

  constructor(message: string, facts: HarnessErrorFacts) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = facts.code;
    this.stage = facts.stage;
    this.hint = facts.hint;
    this.participant = facts.participant;
  }
}
