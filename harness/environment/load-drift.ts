import { resolve } from 'node:path';
import { driftSchema, type Drift } from '#environments/drift.schema.ts';
import { problemsError, readYaml } from './read-yaml.ts';

/** Loads a drift file from anywhere on disk; all its problems in one DRIFT_INVALID. */
export function loadDrift(path: string): Drift {
  const { value, problems } = readYaml(resolve(path), driftSchema);
  if (value === undefined) {
    throw problemsError(
      problems,
      'DRIFT_INVALID',
      'The rules stand in environments/drift.schema.ts, examples in environments/drift/.',
    );
  }
  return value;
}
