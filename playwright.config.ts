import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  reporter: [['list']],
  projects: [
    { name: 'unit', testMatch: '**/*.test.ts', testIgnore: '**/*.samples.test.ts', timeout: 120_000 },
    { name: 'samples', testMatch: '**/*.samples.test.ts' },
  ],
});
