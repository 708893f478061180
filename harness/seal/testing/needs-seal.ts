import { test } from '@playwright/test';
import { processEnvironment } from '#harness/environment/process-environment.ts';
import { trySeal, type SealChoice } from '../try-seal.ts';

/** Skips a test on a machine where nothing can be sealed; in CI it then fails by itself. */
export async function needsSeal(choice: SealChoice = 'auto'): Promise<void> {
  const trial = await trySeal(choice);
  const by = choice === 'auto' ? '' : ` by ${choice}`;
  test.skip(
    !trial.works && !processEnvironment().CI,
    `needs the seal${by}, which does not work on this machine`,
  );
}
