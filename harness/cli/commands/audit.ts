import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { lineOf, type AuditRecord } from '#harness/audit/audit-record.ts';
import { explainReport } from '#harness/audit/explain-report.ts';
import { describeDamage, scanLog } from '#harness/audit/scan-log.ts';
import { verifyLog } from '#harness/audit/verify-log.ts';
import { maskIdentities } from '#harness/identities/mask-identities.ts';
import { readGiven, readGivenKey, wrongUse } from '../given-file.ts';
import { print, say } from '../terminal.ts';

const exitCodes = `
Exit codes:
  0 the log is as it was written · 4 it is damaged, or was not closed · 2 wrong use, e.g. a file that is not there`;

/** `verdikjede audit verify|show`: offline, with nothing but the files. */
export function auditCommand(): Command {
  const command = new Command('audit')
    .description('check and read the audit log of a verify run, offline')
    .addHelpText('after', '\nExamples:\n  $ npx verdikjede audit verify reports/output/evidence/RUN');
  command
    .command('verify')
    .description('whether a log is closed, signed, and every record as it was written')
    .argument('<path>', 'the log, or the folder that it lies in')
    .option('--key <file>', 'public key from a place that the run could not write (default: beside the log)')
    .option('--checkpoint <file>', 'checkpoints from a place that the run could not write')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      `
Examples:
  $ npx verdikjede audit verify reports/output/evidence/RUN
  $ npx verdikjede audit verify audit.jsonl --key audit.pub --checkpoint RUN.checkpoints
${exitCodes}`,
    )
    .action(verify);
  command
    .command('show')
    .description('the records of a log, one line each')
    .argument('<path>', 'the log, or the folder that it lies in')
    .option('--denied', 'denials alone')
    .option('--json', 'the records as they stand in the log')
    .addHelpText(
      'after',
      `
Examples:
  $ npx verdikjede audit show reports/output/evidence/RUN --denied
  $ npx verdikjede audit show audit.jsonl --json | jq 'select(.kind == "intent").facts'
${exitCodes}`,
    )
    .action(show);
  return command;
}

interface VerifyFlags {
  readonly key?: string;
  readonly checkpoint?: string;
  readonly json?: boolean;
}

function verify(given: string, { key: keyFile, checkpoint: checkpointFile, json }: VerifyFlags): void {
  const path = logAt(given);
  const key = keyFile === undefined ? undefined : readGivenKey(keyFile);
  const checkpoint = checkpointFile === undefined ? undefined : readGiven(checkpointFile);
  const report = verifyLog({
    path,
    ...(key === undefined ? {} : { key }),
    ...(checkpoint === undefined ? {} : { checkpoint }),
  });
  print(json === true ? JSON.stringify(report, undefined, 2) : maskIdentities(explainReport(given, report)));
  process.exitCode = report.damage === null ? 0 : 4;
}

function show(given: string, { denied, json }: { denied?: boolean; json?: boolean }): void {
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) print(lines.join('\n'));
    lines = [];
  };
  const { damage, torn } = scanLog(logAt(given), (record) => {
    if (denied === true && record.kind !== 'denial') return;
    lines.push(json === true ? lineOf(record) : maskIdentities(lineFor(record)));
    if (lines.length === 1000) flush();
  });
  flush();
  const end = torn === undefined ? undefined : 'The last line has no end.';
  const problem = damage === undefined ? end : `Damaged from here on: ${describeDamage(damage)}.`;
  if (problem !== undefined) say(`✖ ${problem}`);
  process.exitCode = problem === undefined ? 0 : 4;
}

function lineFor({ sequence, at, kind, facts }: AuditRecord): string {
  const told = Object.entries(facts).map(([name, value]) => {
    return `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`;
  });
  return `${String(sequence).padStart(6)}  ${at}  ${kind.padEnd(13)} ${told.join(' ')}`;
}

function logAt(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw wrongUse(`There is no audit log at ${path}.`, 'Is the name right?');
  if (!found.isDirectory()) return path;
  const inside = join(path, 'audit.jsonl');
  if (statSync(inside, { throwIfNoEntry: false }) !== undefined) return inside;
  throw wrongUse(
    `The folder ${path} holds no audit.jsonl.`,
    'Logs lie in reports/output/evidence/, one folder for each run.',
  );
}
