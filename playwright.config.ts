import { defineConfig } from '@playwright/test';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from '#harness/environment/project-root.ts';
import { currentRun } from '#harness/environment/run-context.ts';
import { nativeRun } from '#harness/run/native-run.ts';

const run = currentRun();
const { scenariosPath, allureResultsDir, environmentName } = run ?? nativeRun();

/**
 * `scenarios` run along a chain; `unit`, `engine` (with containers) and `samples` stand next to their source. The browser
 * goes through the guard and trusts the guard's CA alone.
 */
export default defineConfig({
  testDir: '.',
  // In the seal it is thrown away with it: what Playwright leaves there carries what was received.
  outputDir: run?.sealed ? join(tmpdir(), 'results') : inProject('test-results', run?.runId ?? 'native'),
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  globalSetup: './harness/run/global-setup.ts',
  reporter: [
    ['list'],
    ['./reports/reporter.ts', { scenariosPath }],
    [
      'allure-playwright',
      { resultsDir: allureResultsDir, detail: false, globalLabels: { env: environmentName } },
    ],
  ],
  use: {
    locale: 'nb-NO',
    launchOptions: {
      ...(run?.browser ? { executablePath: run.browser } : {}),
      // Inside the seal its own sandbox works whoever started the run, where the kernel lets a container have it.
      ...(run?.sealed ? { chromiumSandbox: run.browserSandbox } : {}),
      ...(run ? { proxy: { server: run.proxyUrl }, args: browserArguments(run.caSpki) } : {}),
    },
  },
  projects: [
    {
      name: 'scenarios',
      testDir: run?.scenariosDir ?? inProject('scenarios'),
      testMatch: '**/*.scenario.ts',
      timeout: 60_000,
      use: {
        actionTimeout: 15_000,
        navigationTimeout: 20_000,
        // They carry what was received: in test only.
        trace: run?.mode === 'verify' ? 'off' : 'retain-on-failure',
        screenshot: run?.mode === 'verify' ? 'off' : 'only-on-failure',
      },
    },
    {
      name: 'unit',
      testMatch: '**/*.test.ts',
      testIgnore: '**/*.samples.test.ts',
      grepInvert: /@engine/,
      timeout: 120_000,
    },
    {
      name: 'engine',
      testMatch: '**/*.test.ts',
      testIgnore: '**/*.samples.test.ts',
      grep: /@engine/,
      timeout: 180_000,
      workers: 1,
    },
    { name: 'samples', testMatch: '**/*.samples.test.ts', timeout: 120_000 },
  ],
});

/** The guard's CA, pinned by its per-run key; and no traffic of the browser's own accord. */
function browserArguments(caSpki: string): string[] {
  return [
    `--ignore-certificate-errors-spki-list=${caSpki}`,
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  ];
}
