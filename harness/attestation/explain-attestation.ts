import type { Verification } from './verification.schema.ts';
import type { AttestationReport } from './verify-attestation.ts';

/** What a statement says, for people. */
export function describeStatement({ predicate }: Verification): string {
  const { result, verdikjede } = predicate;
  const { run, environment, startedAt, verdict, exitCode, change, versions, scenarios, auditLog } =
    verdikjede;
  const rehearsed = change?.throwAway === true ? ' (throw-away keys: a rehearsal, nobody approved)' : '';
  const rows: readonly (readonly [string, string])[] = [
    ['result', `${result}: verdict “${verdict}”, exit code ${exitCode}`],
    ['run', `${run} of ${environment}, ${startedAt}${verdikjede.sealed ? ', sealed' : ', not sealed'}`],
    ['change', change === null ? 'none asked for' : `${change.id}${rehearsed}, sha256 ${change.digest}`],
    [
      'versions',
      versions.map(({ name, version }) => `${name} ${version ?? 'did not answer'}`).join(', ') || '–',
    ],
    ['audit log', `${auditLog.records} records, head ${auditLog.head}`],
    ...scenarios.map(({ name, status }) => [status, name] as const),
  ];
  return rows.map(([name, value]) => `    ${name.padEnd(12)} ${value}`).join('\n');
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
    ...(statement === null || heldAgainst.includes('log')
      ? []
      : ['No audit log lies beside it: give --log to hold it against one.']),
    ...(statement?.predicate.verdikjede.change == null || heldAgainst.includes('change')
      ? []
      : ['It was not held against its change record: give --change.']),
  ];
  return [
    ...head,
    ...(statement === null ? [] : [describeStatement(statement)]),
    ...unknown.map((what) => `  ! ${what}`),
  ].join('\n');
}
