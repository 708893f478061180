import { test } from '@playwright/test';
import { processEnvironment } from '#harness/environment/process-environment.ts';
import { engine } from '../container/engine.ts';
import { findImages } from '../container/images.ts';

/**
 * Tests with containers run apart from the others, one at a time: an engine's network interfaces that come and go
 * make a Chromium that runs beside them give up its requests (ERR_NETWORK_CHANGED).
 */
export const engineTag = '@engine';

/** Skips the test where no engine with images is at hand, by a reason that tells so; in CI it fails instead. */
export async function needsEngine(): Promise<void> {
  const client = await engine();
  const images = client === undefined ? undefined : await findImages(client);
  const lacks =
    images === undefined
      ? 'none answers'
      : 'missing' in images
        ? `no ${images.missing.join(', ')}`
        : undefined;
  if (lacks === undefined) return;
  const reason = `needs an engine with images: ${lacks}`;
  if (processEnvironment().CI) throw new Error(reason);
  test.skip(true, reason);
}
