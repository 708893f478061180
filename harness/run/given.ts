import { test, type TestInfo } from '@playwright/test';
import type { EvidenceCollector } from './evidence.ts';
import type { Act } from './act.ts';
import type { SentLetter, StandingSubjects } from './subjects.ts';

/** Says that nothing stands there for reading, and why: in verify the scenario is then not run. */
export interface None {
  readonly none: string;
}
export const none = (reason: string): None => ({ none: reason });

/** Names the record that already lies in the environment: `{ letter: 'letter' }`. */
export interface StandingName {
  readonly letter: string;
}

export interface GivenSource {
  /** Test: makes the subject, by acting on the participants. */
  readonly create: (act: Act) => Promise<SentLetter>;
  /** Verify: the record that lies there for a synthetic person. */
  readonly standing: StandingName | None;
}

/** Gets the subject of a scenario: made in test, found in verify, of the same content. */
export type Given = (what: string, source: GivenSource) => Promise<SentLetter>;

interface GivenContext {
  readonly mode: 'test' | 'verify';
  readonly act: Act;
  readonly standing: StandingSubjects;
  readonly evidence: EvidenceCollector;
  readonly testInfo: TestInfo;
}

export function createGiven({ mode, act, standing, evidence, testInfo }: GivenContext): Given {
  return (what, source) =>
    evidence.noted(
      test.step(`given ${what}`, async () => {
        if (mode === 'test') return source.create(act);
        if ('none' in source.standing) {
          evidence.notRun = source.standing.none;
          testInfo.skip(true, source.standing.none);
        }
        const letter = standing.letter((source.standing as StandingName).letter);
        evidence.references = { msgId: letter.msgId, exchangeId: letter.exchangeId };
        return letter;
      }),
    );
}
