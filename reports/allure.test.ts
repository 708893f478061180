import { test, expect } from '@playwright/test';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { buildAllureReport } from './allure.ts';

const resultsSchema = z.object({
  byId: z.record(z.string(), z.object({ name: z.string(), status: z.string(), environment: z.string() })),
});

test('buildAllureReport(): one scenario in two environments stands side by side, and nobody counts readers', async ({}, info) => {
  const resultsDir = info.outputPath('results');
  for (const [env, status] of [
    ['local', 'passed'],
    ['rehearsal', 'failed'],
  ] as const) {
    const result = {
      ...{
        uuid: env,
        name: 'the letter arrives',
        historyId: 'a:b',
        testCaseId: 'a',
        fullName: 'the letter arrives',
      },
      ...{
        status,
        stage: 'finished',
        steps: [],
        attachments: [],
        parameters: [],
        links: [],
        start: 1,
        stop: 2,
      },
      labels: [{ name: 'env', value: env }],
    };
    mkdirSync(join(resultsDir, env), { recursive: true });
    writeFileSync(join(resultsDir, env, `${env}-result.json`), JSON.stringify(result));
  }
  const outDir = info.outputPath('allure');
  const environments = [
    { name: 'local', title: 'Local test environment' },
    { name: 'rehearsal', title: 'Rehearsal of production' },
  ];
  await buildAllureReport({ resultsDir, outDir, environments });
  const { byId } = resultsSchema.parse(JSON.parse(readFileSync(join(outDir, 'test-results.json'), 'utf8')));
  const seen = Object.values(byId).map(({ environment, status }) => `${environment}: ${status}`);
  expect(seen.sort()).toEqual(['Local test environment: passed', 'Rehearsal of production: failed']);
  expect(readFileSync(join(outDir, 'index.html'), 'utf8')).not.toMatch(/googletagmanager|gtag\(/);
});
