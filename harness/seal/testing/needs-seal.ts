import { test } from '@playwright/test';
import { processEnvironment } from '#harness/environment/process-environment.ts';
import { trySeal } from '../try-seal.ts';

/** Skips a test on a machine where nothing can be sealed; in CI it then fails by itself. */
export async function needsSeal(): Promise<void> {
  const trial = await trySeal();
  test.skip(!trial.works && !processEnvironment().CI, 'needs the seal, which does not work on this machine');
}
