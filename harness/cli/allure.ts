import { join } from 'node:path';
import type { RunRecord } from '#harness/observation/run-record.schema.ts';
import { buildAllureReport } from '#reports/allure.ts';
import { latestDir, outputDir } from './run-store.ts';
import { say } from './terminal.ts';

/** Allure beside our own pages. It is a convenience: that it fails is told, and changes no verdict. */
export async function buildAllure(records: readonly RunRecord[]): Promise<void> {
  const environments = records
    .map(({ environment }) => environment)
    .filter(({ backend }) => backend !== 'none');
  await buildAllureReport({
    resultsDir: join(outputDir, 'allure-results'),
    outDir: join(latestDir, 'allure'),
    environments,
  }).catch((error: unknown) => {
    say(`    Allure's report could not be written: ${error instanceof Error ? error.message : 'unknown'}`);
  });
}
