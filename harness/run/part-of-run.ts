import { currentRun, type RunContext } from '#harness/environment/run-context.ts';
import { HarnessError } from '../errors.ts';

/** The run that this worker is part of; a scenario outside a run has nothing to talk to. */
export function partOfRun(): RunContext {
  const run = currentRun();
  if (run !== undefined) return run;
  throw new HarnessError('This scenario is not part of a run: no participants and no guard are there.', {
    code: 'USAGE',
    stage: 'run',
    hint: 'Run it with `npx playwright test`, from the project root, or with `verdikjede test`.',
  });
}
