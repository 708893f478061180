import { test, expect } from '@playwright/test';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readRunRecord } from './read-run-record.ts';
import { aReport } from './report-fixture.ts';
import { verdictSchema } from './verdict.schema.ts';
import { writeReport } from './write-report.ts';

const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');

test.describe('writeReport()', () => {
  test('writes pages in both languages, verdict, comparison, JUnit and the run records', async ({}, info) => {
    const folder = info.outputPath('latest');
    const input = aReport();
    const { verdict, failedRenderers } = await writeReport(folder, input);
    expect(failedRenderers).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual([
      'comparison.en.html',
      'comparison.html',
      'comparison.json',
      'index.en.html',
      'index.html',
      'junit.xml',
      'run-test-20261122-080000.en.html',
      'run-test-20261122-080000.html',
      'run-test-20261122-080030.en.html',
      'run-test-20261122-080030.html',
      'run-verify-20261122-080100.en.html',
      'run-verify-20261122-080100.html',
      'runs',
      'verdict.json',
    ]);
    expect(verdictSchema.parse(JSON.parse(read(folder, 'verdict.json')))).toEqual(verdict);
    for (const record of input.records) {
      expect(readRunRecord(join(folder, 'runs', `${record.id}.json`))).toEqual(record);
    }
  });

  test('takes the place of the old report, whole, and leaves nothing beside it', async ({}, info) => {
    const folder = info.outputPath('out', 'latest');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'old.html'), 'old');
    await writeReport(folder, aReport());
    expect(readdirSync(folder)).not.toContain('old.html');
    expect(readdirSync(dirname(folder))).toEqual(['latest']);
  });

  test('a renderer that throws stops no other, and makes the verdict a fault on every page', async ({}, info) => {
    const folder = info.outputPath('latest');
    const broken = {
      file: 'extra.html',
      render: () => {
        throw new Error('no ink');
      },
    };
    const { verdict, failedRenderers } = await writeReport(folder, { ...aReport(), renderers: [broken] });
    expect(failedRenderers).toEqual(['extra.html: no ink']);
    expect(verdict).toMatchObject({ verdict: 'fault', exitCode: 5 });
    expect(read(folder, 'index.html')).toContain('Feil i verktøyet');
    expect(JSON.parse(read(folder, 'verdict.json'))).toEqual(verdict);
  });

  test('a report of another tool is linked when it was made, and told when it was not', async ({}, info) => {
    const folder = info.outputPath('latest');
    const made = {
      title: 'Made',
      href: 'made/index.html',
      write: (to: string) => Promise.resolve(mkdirSync(join(to, 'made'))).then(() => undefined),
    };
    const failed = {
      title: 'Failed',
      href: 'failed/index.html',
      write: () => Promise.reject(new Error('no')),
    };
    const written = await writeReport(folder, { ...aReport(), extras: [made, failed] });
    expect(written).toMatchObject({ verdict: { verdict: 'same' }, failedExtras: ['failed/index.html: no'] });
    const page = read(folder, 'index.html');
    expect(page).toContain('made/index.html');
    expect(page).not.toContain('failed/index.html');
  });

  test('a folder that cannot be written is REPORT_FAILED', async ({}, info) => {
    const file = info.outputPath('file');
    writeFileSync(file, '');
    chmodSync(file, 0o400);
    await expect(writeReport(join(file, 'latest'), aReport())).rejects.toMatchObject({
      code: 'REPORT_FAILED',
    });
  });
});
