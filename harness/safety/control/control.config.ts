import { defineConfig } from '@playwright/test';
import { join } from 'node:path';
import { currentRun } from '#harness/environment/run-context.ts';
import { inProject } from '#harness/environment/project-root.ts';

const run = currentRun();

/** Playwright as anyone would use it: no proxy, no seal, trusting the sink's CA. */
export default defineConfig({
  testDir: inProject('harness', 'safety', 'control'),
  testMatch: '*.control.ts',
  ...(run === undefined ? {} : { outputDir: join(run.scenariosDir, 'results') }),
  fullyParallel: true,
  // A verify run goes beside it.
  workers: 1,
  timeout: 30_000,
  reporter: 'dot',
  use: {
    actionTimeout: 5_000,
    navigationTimeout: 5_000,
    launchOptions: {
      ...(run?.browser ? { executablePath: run.browser } : {}),
      args: [`--ignore-certificate-errors-spki-list=${run?.caSpki ?? ''}`],
    },
  },
});
