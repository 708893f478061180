import type { Person } from '#harness/common/roster.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import type { RunRecord } from '#harness/observation/run-record.schema.ts';

/** The people of the environments that these runs were made in; of one whose file is gone or wrong, nobody. */
export function peopleOf(records: readonly RunRecord[]): Person[] {
  const files = [...new Set(records.map(({ environment }) => environment.file))];
  return files.flatMap((file) => {
    try {
      return loadEnvironment(file).roster.people;
    } catch {
      return [];
    }
  });
}
