import type { Deletion } from './deletion.schema.ts';
import { isDeletion, type Statement } from './statement.ts';
import type { Verification } from './verification.schema.ts';
import type { AttestationReport } from './verify-attestation.ts';

type Rows = readonly (readonly [string, string])[];

/** What a statement says, for people. */
export function describeStatement(statement: Statement): string {
  const rows = isDeletion(statement) ? deletionRows(statement) : verificationRows(statement);
  return rows.map(([name, value]) => `    ${name.padEnd(12)} ${value}`).join('\n');
}

function deletionRows({ predicate }: Deletion): Rows {
  const { environment, run, endedAt, tester, deleted, standingRecords, notCovered } = predicate;
  const removed = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([kind, count]) => `${count} × ${kind}`)
      .join(', ') || 'nothing was there';
  return [
    ['deletion', `of test data in ${environment}, run ${run}, confirmed ${endedAt}`],
    ['by', tester],
    ...deleted.map(
      ({ place, removed: counts }) => ['deleted', `${place}: ${removed(counts)}; nothing left`] as const,
    ),
    ['kept', `standing records (${standingRecords}), which come with each start`],
    ...notCovered.map(({ participant, because }) => ['not covered', `${participant}: ${because}`] as const),
  ];
}

function verificationRows({ predicate }: Verification): Rows {
  const { result, verdikjede } = predicate;
  const { run, environment, startedAt, verdict, exitCode, change, versions, scenarios, auditLog } =
    verdikjede;
  const rehearsed = change?.throwAway === true ? ' (throw-away keys: a rehearsal, nobody approved)' : '';
  return [
    ['result', `${result}: verdict “${verdict}”, exit code ${exitCode}`],
    ['run', `${run} of ${environment}, ${startedAt}, ${sealing(verdikjede)}`],
    ['change', change === null ? 'none asked for' : `${change.id}${rehearsed}, sha256 ${change.digest}`],
    [
      'versions',
      versions.map(({ name, version }) => `${name} ${version ?? 'did not answer'}`).join(', ') || '–',
    ],
    ['audit log', `${auditLog.records} records, head ${auditLog.head}`],
    ...scenarios.map(({ name, status }) => [status, name] as const),
  ];
}

function sealing({ sealed, seal }: Verification['predicate']['verdikjede']): string {
  if (!sealed) return 'not sealed';
  if (seal === undefined) return 'sealed';
  return `sealed (${seal.by}${seal.browserSandbox ? '' : ', the browser without its own sandbox'})`;
}

/** What a report means, for people: whether it is to be believed, what it says, and what was not looked at. */
export function explainAttestation(
  file: string,
  { refusals, statement, heldAgainst }: AttestationReport,
  keyFrom: 'given' | 'beside',
): string {
  const head =
    refusals.length === 0
      ? [`✔ ${file} is as it was signed.`]
      : refusals.map(({ check, because }) => `✖ ${file} is refused (${check}): ${because}.`);
  const unknown = [
    ...(keyFrom === 'given'
      ? []
      : ['The key was taken from beside the file. Whoever can write there can replace both: give --key.']),
    ...(statement === null || isDeletion(statement) || heldAgainst.includes('log')
      ? []
      : ['No audit log lies beside it: give --log to hold it against one.']),
    ...(statement === null ||
    isDeletion(statement) ||
    statement.predicate.verdikjede.change === null ||
    heldAgainst.includes('change')
      ? []
      : ['It was not held against its change record: give --change.']),
  ];
  return [
    ...head,
    ...(statement === null ? [] : [describeStatement(statement)]),
    ...unknown.map((what) => `  ! ${what}`),
  ].join('\n');
}
