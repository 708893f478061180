import { HarnessError } from '../errors.ts';
import type { GateFinding } from './finding.ts';

/** One line for each finding. */
export const listFindings = (findings: readonly GateFinding[]): string =>
  findings.map(({ check, because, warning }) => `  ${warning ? '!' : '✖'} ${check}: ${because}`).join('\n');

/** The error that tells all findings at once (GATE_REFUSED, exit 2). */
export function gateRefused(
  findings: readonly GateFinding[],
  environment: string,
  hint?: string,
): HarnessError {
  const count = findings.filter(({ warning }) => warning !== true).length;
  return new HarnessError(
    `The gate of ${environment} refuses, for ${count === 1 ? 'one reason' : `${count} reasons`}:\n${listFindings(findings)}`,
    {
      code: 'GATE_REFUSED',
      stage: 'gate',
      hint: hint ?? 'Mend them; `npx verdikjede change check FILE` tells them without starting anything.',
    },
  );
}
