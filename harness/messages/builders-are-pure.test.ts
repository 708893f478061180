import { createContext, runInContext } from 'node:vm';
import { expect, test } from '@playwright/test';
import { build } from 'esbuild';
import { buildLetter } from './build-letter.ts';
import { buildPdf } from './build-pdf.ts';
import { aLetter } from './letter.fixture.ts';

const entry = `
  import { buildAppRec } from './build-apprec.ts';
  import { buildDeliveryReport } from './build-delivery-report.ts';
  import { buildLetter } from './build-letter.ts';
  import { buildPdf } from './build-pdf.ts';
  globalThis.builders = { buildAppRec, buildDeliveryReport, buildLetter, buildPdf };`;

test('the builders bundle for k6: no Node built-ins, and the same bytes in a bare JavaScript engine', async () => {
  const bundle = await build({
    stdin: { contents: entry, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'neutral',
    mainFields: ['main'],
  });
  const content = { title: 'Innkalling', lines: ['Hei på deg'] };
  const bare = createContext({ letter: aLetter, content });
  runInContext(bundle.outputFiles[0]?.text ?? '', bare);
  expect(runInContext('builders.buildLetter(letter)', bare)).toBe(buildLetter(aLetter));
  expect(runInContext('builders.buildPdf(content)', bare)).toBe(buildPdf(content));
});
