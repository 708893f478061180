import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { runBench } from './run-bench.ts';

test('runBench() measures what is named and writes it down', async () => {
  const out = test.info().outputPath('new', 'bench.json');
  const notes: string[] = [];
  const lines = await runBench({ out, only: ['guard.p50'], onProgress: (note) => notes.push(note) });
  expect(lines).toEqual([
    {
      ...{ figure: 'guard.p50', reference: null, ratio: null, unit: 'ms added', goal: 1, better: 'lower' },
      ours: expect.any(Number) as unknown,
      met: expect.any(Boolean) as unknown,
    },
  ]);
  expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(lines);
  expect(notes.join('\n')).toMatch(/guard\.p50[^]*guarded: .* over \d+ rounds/);
});

test('runBench() names the figures there are', async () => {
  const out = test.info().outputPath('never-made.json');
  await expect(runBench({ out, only: ['speed'], onProgress: () => undefined })).rejects.toMatchObject({
    code: 'USAGE',
    hint: expect.stringContaining('exchange.path.direct'),
  });
});
