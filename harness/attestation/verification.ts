import type { RunRecord } from '#harness/observation/run-record.schema.ts';
import { verificationType, type Resource, type Verification } from './verification.schema.ts';

type Predicate = Verification['predicate'];
type Scenario = Predicate['verdikjede']['scenarios'][number];

export interface Verified {
  readonly record: RunRecord;
  readonly verdict: { readonly verdict: string; readonly exitCode: number };
  /** Environment file, policy, roster and scenario files by digest, as they were when the run began. */
  readonly used: readonly Resource[];
  /** The name in `used` of the file that a scenario of the record stands in. */
  readonly nameOfFile: (file: string) => string;
  /** SHA-256 of the audit log's bytes; undefined when there is none. */
  readonly logDigest: string | undefined;
}

/** What is attested of a finished verify run. Nothing but its record, its verdict and digests: no value that was seen. */
export function verificationOf(verified: Verified): Verification {
  const { record, verdict, used, logDigest } = verified;
  const { change } = record;
  const scenarios = scenariosOf(verified);
  const environment = used.filter(({ name }) => name.startsWith('environment '));
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      ...environment,
      ...(change === undefined ? [] : [resource(`change ${change.id}`, change.digest)]),
      ...(logDigest === undefined ? [] : [resource('audit.jsonl', logDigest)]),
    ],
    predicateType: verificationType,
    predicate: {
      result: resultOf(verdict.exitCode, change?.warnings ?? []),
      configuration: [...used],
      ...testLists(scenarios),
      verdikjede: {
        version: 1,
        run: record.id,
        environment: record.environment.name,
        startedAt: record.startedAt,
        endedAt: record.endedAt,
        sealed: record.environment.sealed,
        ...(record.environment.seal === undefined ? {} : { seal: record.environment.seal }),
        verdict: verdict.verdict,
        exitCode: verdict.exitCode,
        change:
          change === undefined ? null : { id: change.id, digest: change.digest, throwAway: change.throwAway },
        versions: [...(record.versions ?? [])],
        scenarios,
        auditLog: logOf(record),
      },
    },
  };
}

/** What in-toto's lists say of these scenarios. One that could not run, or had not to, is in none. */
export function testLists(
  scenarios: readonly Scenario[],
): Pick<Predicate, 'passedTests' | 'warnedTests' | 'failedTests'> {
  const named = (...statuses: Scenario['status'][]): string[] =>
    scenarios.filter(({ status }) => statuses.includes(status)).map(({ name }) => name);
  return { passedTests: named('passed'), warnedTests: [], failedTests: named('failed', 'fault') };
}

/** Passed is what ended 0; with a warning of the gate it is that and no more. */
function resultOf(exitCode: number, warnings: readonly string[]): Predicate['result'] {
  if (exitCode !== 0) return 'FAILED';
  return warnings.length === 0 ? 'PASSED' : 'WARNED';
}

function scenariosOf({ record, used, nameOfFile }: Verified): Scenario[] {
  const digests = new Map(used.map(({ name, digest }) => [name, digest.sha256]));
  return record.scenarios.map(({ chain, title, file, status }) => {
    const name = nameOfFile(file);
    return { name: `${chain}: ${title}`, file: name, sha256: digests.get(name) ?? null, status };
  });
}

function logOf({ audit }: RunRecord): Predicate['verdikjede']['auditLog'] {
  if (audit === undefined) return { records: 0, head: '', problem: 'The run kept no audit log.' };
  const { records, head, problem } = audit;
  return { records, head, problem };
}

const resource = (name: string, sha256: string): Resource => ({ name, digest: { sha256 } });
