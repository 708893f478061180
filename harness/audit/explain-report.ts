import { describeDamage } from './scan-log.ts';
import type { AuditReport } from './verify-log.ts';

/** What an audit report means, for people: the verdict, what was counted, and what the check could not know. */
export function explainReport(path: string, report: AuditReport): string {
  const { damage, records, head, counts, unanswered, checkpoints, coveredFromElsewhere } = report;
  const facts: readonly (readonly [string, string])[] = [
    ['records', `${records}: ${listed(counts)}`],
    ['unanswered', `${unanswered} of the requests have no outcome in the log`],
    ['head', head],
    ['checkpoints', `${checkpoints} beside the log${elsewhere(coveredFromElsewhere)}`],
    ['key', `${report.key ?? 'none'} (${report.keyFrom === 'given' ? 'given' : 'from beside the log'})`],
  ];
  return [
    damage === null
      ? `✔ ${path} is as it was written: closed, signed, nothing changed, missing or added.`
      : `✖ ${path} is damaged: ${describeDamage(damage).replace(/\.$/, '')}.`,
    ...facts.map(([name, value]) => `    ${name.padEnd(12)} ${value}`),
    ...unknown(report).map((what) => `  ! ${what}`),
  ].join('\n');
}

const listed = (counts: AuditReport['counts']): string =>
  Object.entries(counts)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ') || 'none';

const elsewhere = (covered: number | null): string =>
  covered === null ? '' : `, and from elsewhere one over ${covered} records`;

function unknown({ keyFrom, coveredFromElsewhere }: AuditReport): string[] {
  if (keyFrom === 'given' || coveredFromElsewhere !== null) return [];
  return [
    'The key was taken from beside the log. Whoever can write there can replace log and key together: give --key or --checkpoint from another place.',
  ];
}
