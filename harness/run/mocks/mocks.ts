import type { ParticipantName } from '#harness/common/participants.ts';

/** A documented operation of a participant that we play, and which of its requests are meant. */
export interface MockedOperation {
  readonly participant: ParticipantName;
  /** Id in mocks/<participant>/participant.ts. */
  readonly operation: string;
  /**
   * A text in the address or the body, such as the id of a message: for requests that the systems make to each other,
   * which no scenario's header goes with. Absent: the requests of this scenario itself, the browser's among them.
   */
  readonly concerning?: string;
}

/** What is answered instead. */
export interface OtherAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text as it is; everything else as JSON. */
  readonly body?: unknown;
  /** Only in this state of a course of events; answering leads on to the next. Every course begins in `Started`. */
  readonly during?: { readonly course: string; readonly state: string; readonly next?: string };
}

/** A request that was not the one looked for, nearest first. */
export interface NearMiss {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
}

/**
 * Makes mocks misbehave for one scenario: others in the same run are not disturbed, and all is undone when the scenario
 * ends or fails. Counts and near misses are of this scenario alone too.
 */
export interface MisbehavingMocks {
  answer(of: MockedOperation, otherwise: OtherAnswer): Promise<void>;
  /** The participant's own answer, this much later. */
  delay(of: MockedOperation, delayMs: number): Promise<void>;
  /** No answer: the connection is reset, closed empty, or closed after bytes that are no HTTP. */
  breakConnection(of: MockedOperation, how?: 'reset' | 'empty' | 'garbage'): Promise<void>;
  /** Sets the state of a course that an answer of this scenario has part in. */
  setState(course: string, state: string): Promise<void>;
  /** How many requests of the operation there were, whoever answered them. */
  count(of: MockedOperation): Promise<number>;
  /** The requests to the operation's endpoint that were not of the operation. */
  nearMisses(of: MockedOperation): Promise<NearMiss[]>;
}
