import { HarnessError } from '#harness/errors.ts';
import { createRedactor } from '#harness/identities/redact/create-redactor.ts';

const redact = createRedactor();

/** How many of its last lines a part is quoted with. */
const quotedLines = 25;

/** The end of what a part said, fit to be shown: redacted. */
export function lastLines(said: string): string {
  const lines = said.trim().split('\n').slice(-quotedLines).join('\n');
  return redact(lines);
}

/** PARTICIPANT_NOT_READY for one part, with what it said last. */
export function notReady(title: string, why: string, said: string): HarnessError {
  const lines = lastLines(said);
  const quote = lines === '' ? 'It wrote nothing.' : `Its last lines:\n${lines}`;
  return new HarnessError(`${title} did not get ready: ${why}. ${quote}`, {
    code: 'PARTICIPANT_NOT_READY',
    stage: 'participants',
    hint: `Start it alone with \`verdikjede mocks up\`, or look for what its last lines name.`,
    participant: title,
  });
}
