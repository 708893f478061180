import type { Environment } from '#harness/environment/environment.ts';
import { HarnessError } from '../errors.ts';

/** Load writes: only an environment of mode test can be loaded. Throws ENVIRONMENT_REFUSED for any other. */
export function refuseVerify(environment: Pick<Environment, 'name' | 'mode'>): void {
  if (environment.mode === 'test') return;
  throw new HarnessError(
    `Load writes, and the environment ${environment.name} is of mode ${environment.mode}: it was not touched.`,
    {
      code: 'ENVIRONMENT_REFUSED',
      stage: 'load',
      hint: 'Load an environment of mode test: verdikjede load --environment local --workload smoke.',
    },
  );
}
