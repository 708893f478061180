import { relative } from 'node:path';
import { systemClock } from '#harness/common/clock.ts';
import { compare } from '#harness/comparison/compare.ts';
import type { Comparison } from '#harness/comparison/comparison.ts';
import type { RunRecord } from '#harness/observation/run-record.schema.ts';
import { summaryText } from '#reports/render/summary-text.ts';
import { writeReport } from '#reports/write-report.ts';
import { approvedProfile } from './approved-profile-file.ts';
import { peopleOf } from './people-of.ts';
import { latestDir } from './run-store.ts';
import { allureExtra } from './allure.ts';
import type { Attest } from './attest.ts';
import { say } from './terminal.ts';

interface ToConclude {
  readonly tests: readonly RunRecord[];
  readonly verify?: RunRecord;
  /** Signs the certificate of the verify run, when it has just been made. */
  readonly attest?: Attest | undefined;
  readonly load?: RunRecord;
}

/** The end of the line: compares, writes the reports, prints the verdict, and gives the exit code. */
export async function conclude({ tests, verify, load, attest }: ToConclude): Promise<number> {
  const at = systemClock.now();
  const comparison = comparisonOf(tests, verify, at);
  const records = [
    ...tests,
    ...(verify === undefined ? [] : [verify]),
    ...(load === undefined ? [] : [load]),
  ].sort((a, b) => a.startedAt.localeCompare(b.startedAt));
  const people = peopleOf(records);
  const { verdict, failedExtras } = await writeReport(latestDir, {
    records,
    at,
    comparison,
    extras: allureExtra(records, people),
    names: people.flatMap(({ givenName, familyName }) => [`${givenName} ${familyName}`, familyName]),
  });
  for (const failed of failedExtras) say(`    Not written: ${failed}`);
  const attestation = attest?.(verdict);
  say(
    summaryText(verdict, {
      report: relative(process.cwd(), latestDir),
      attestation: attestation && relative(process.cwd(), attestation),
      colour: process.stderr.isTTY,
    }),
  );
  return verdict.exitCode;
}

function comparisonOf(
  tests: readonly RunRecord[],
  verify: RunRecord | undefined,
  at: Date,
): Comparison | undefined {
  const [test, testAgain] = tests;
  if (verify === undefined && testAgain === undefined) return undefined;
  const approved = verify === undefined ? undefined : approvedProfile(verify.environment);
  return compare({ test, testAgain, verify, approved, today: at.toISOString().slice(0, 10) });
}
