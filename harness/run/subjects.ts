import type { LetterContent } from '#harness/common/drivers.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { HarnessError } from '../errors.ts';

/** A letter that was sent, now (test) or long ago (a standing record). */
export interface SentLetter extends LetterContent {
  /** Roles of the roster. */
  readonly citizen: string;
  readonly sender: string;
  readonly receiver: string;
  /** Id at the record system, in the message exchange, and of the document. */
  readonly hospitalId: string;
  readonly exchangeId: string;
  readonly msgId: string;
  readonly sentAt: Date;
  /** Sent long ago, by nobody of this run. */
  readonly isStanding: boolean;
}

export interface StandingSubjects {
  letter(record: string): SentLetter;
}

/** The standing records of an environment, as the subjects that scenarios read. */
export function standingSubjects(environment: Environment): StandingSubjects {
  return {
    letter(record) {
      const found = environment.standing.letters.find((letter) => letter.record === record);
      if (found === undefined) {
        const known = environment.standing.letters.map((letter) => letter.record).join(', ') || 'none';
        throw new HarnessError(
          `The environment ${environment.name} has no standing letter "${record}" (it has: ${known}).`,
          {
            code: 'ENVIRONMENT_INVALID',
            stage: 'run',
            hint: 'Add it under environments/standing/, or give none(reason) in the scenario.',
          },
        );
      }
      return { ...found, hospitalId: found.msgId, sentAt: new Date(found.sentAt), isStanding: true };
    },
  };
}
