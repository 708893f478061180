import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person } from '#harness/common/roster.ts';
import { createRedactor } from '#harness/identities/redact/create-redactor.ts';
import type { RunRecord } from '#harness/observation/run-record.schema.ts';
import { redactedResults } from '#reports/allure-results.ts';
import { buildAllureReport } from '#reports/allure.ts';
import type { Extra } from '#reports/write-report.ts';
import { outputDir } from './run-store.ts';

/** Allure's report beside our own pages, redacted: test and verify as two environments, side by side. */
export function allureExtra(records: readonly RunRecord[], people: readonly Person[]): Extra[] {
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
      write: async (reportDir) => {
        const copy = await mkdtemp(join(tmpdir(), 'verdikjede-allure-results-'));
        try {
          const names = people.map(({ familyName }) => familyName);
          await redactedResults(resultsDir, copy, { redact: createRedactor({ people }), names });
          const outDir = join(reportDir, 'allure');
          await buildAllureReport({ resultsDir: copy, outDir, environments });
        } finally {
          await rm(copy, { recursive: true, force: true });
        }
      },
    },
  ];
}
