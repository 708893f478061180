import { kinds, questions } from '#harness/comparison/comparison.ts';
import { en } from '../texts/en.ts';
import type { Verdict } from '../verdict.schema.ts';
import { verdictTones } from './tones.ts';

const shown = 12;
const colours = { good: 32, warn: 33, bad: 31, stuck: 35, quiet: 90 } as const;

export interface SummaryOptions {
  /** ANSI colours, for a terminal that has them. */
  readonly colour?: boolean | undefined;
  /** Where the report lies. */
  readonly report?: string | undefined;
  /** Where the signed certificate of the verify run lies. */
  readonly attestation?: string | undefined;
}

function runLine(run: Verdict['runs'][number]): string {
  const counts = [
    [run.passed, 'passed'],
    [run.failed, 'failed'],
    [run.blocked, 'blocked'],
    [run.notRun, 'not run'],
  ] as const;
  const some = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return `  ${en.run[run.kind].padEnd(7)} ${run.environment.padEnd(14)} ${some.join(', ') || 'no scenarios'} (${run.backend})`;
}

function comparisonLines(comparison: NonNullable<Verdict['comparison']>): string[] {
  return questions.map((question) => {
    const some = kinds.filter((kind) => comparison[question][kind] > 0);
    const counts = some.map((kind) => `${comparison[question][kind]} ${kind}`).join(', ');
    const unapproved = question === 'as approved' && !comparison.profileApproved;
    return `  ${en.question[question].name.padEnd(40)} ${unapproved ? 'no approved profile yet' : counts || 'not asked'}`;
  });
}

function findingLines(verdict: Verdict): string[] {
  const lines = verdict.findings.slice(0, shown).flatMap((finding) => {
    const where = [finding.scenario, finding.observation].filter((part) => part !== null).join(' / ');
    const owner = finding.participant === null ? '' : ` ${finding.participant}`;
    return [`  ${finding.kind}${owner}${where === '' ? '' : `: ${where}`}`, `    ${finding.because}`];
  });
  const more = verdict.findings.length - shown;
  return more > 0 ? [...lines, `  and ${more} more in the report`] : lines;
}

/** What the terminal prints at the end: verdict, runs, questions, what differs, where the report lies. */
export function summaryText(
  verdict: Verdict,
  { colour = false, report, attestation }: SummaryOptions = {},
): string {
  const word = en.verdictWord[verdict.verdict].toUpperCase();
  const painted = colour ? `\u001b[1;${colours[verdictTones[verdict.verdict]]}m${word}\u001b[0m` : word;
  const blocks = [
    [`${painted}  ${verdict.sentence}`],
    verdict.runs.map(runLine),
    verdict.comparison === null ? [] : comparisonLines(verdict.comparison),
    findingLines(verdict),
    [
      ...(report === undefined ? [] : [`Report: ${report}`]),
      ...(attestation === undefined ? [] : [`Certificate: ${attestation}`]),
    ],
  ];
  const printable = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${printable.join('\n\n')}\n`;
}
