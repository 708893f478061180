import { createRedactor, type Redact } from '#harness/identities/redact/create-redactor.ts';
import type { PartEvent } from '#harness/participants/start-participants.ts';

const redactAll = createRedactor();

/** A line for the person at the terminal, redacted. Standard error, so that --json on standard output stays clean. */
export function say(text: string): void {
  process.stderr.write(`${redactAll(text)}\n`);
}

/** Output that was asked for, e.g. with --json. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Progress while participants start: one line for each that is ready, and why a backend was chosen. */
export function partProgress({ part, state, ms, because }: PartEvent): void {
  if (because !== undefined) say(`    ${because}`);
  else if (state === 'ready') say(`    ready ${part}, ${seconds(ms)}`);
}

/** Passes on Playwright's own progress, redacted and indented, a line at a time. */
export function playwrightProgress(redact: Redact): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') say(`    ${redact(line)}`);
  };
}

export function heading(text: string): void {
  say(`\n▸ ${text}`);
}
