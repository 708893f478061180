import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRecord } from '#harness/observation/run-record.schema.ts';
import { buildAllureReport } from '#reports/allure.ts';
import type { Extra } from '#reports/write-report.ts';
import { outputDir } from './run-store.ts';

/** Allure's report beside our own pages: test and verify as two environments, side by side. */
export function allureExtra(records: readonly RunRecord[]): Extra[] {
  const ran = records
    .filter(({ kind }) => kind !== 'load')
    .map(({ environment: { name, title } }) => ({ name, title: title.en }));
  const environments = [...new Map(ran.map((environment) => [environment.name, environment])).values()];
  const resultsDir = join(outputDir, 'allure-results');
  if (environments.length === 0 || !existsSync(resultsDir)) return [];
  return [
    {
      title: 'Allure',
      href: 'allure/index.html',
      write: (reportDir) =>
        buildAllureReport({ resultsDir, outDir: join(reportDir, 'allure'), environments }),
    },
  ];
}
