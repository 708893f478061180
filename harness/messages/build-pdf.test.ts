import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { PDFDocument } from 'pdf-lib';
import { base64OfBytes } from './pdf/base64.ts';
import { buildPdf } from './build-pdf.ts';

const bytesOf = (base64: string): string => Buffer.from(base64, 'base64').toString('latin1');

test('buildPdf() makes one page that a reader opens, with its title', async () => {
  const pdf = await PDFDocument.load(buildPdf({ title: 'Innkalling – čáŧ ()', lines: ['Blåbærsyltetøy'] }), {
    throwOnInvalidObject: true,
  });
  expect(pdf.getPageCount()).toBe(1);
  expect(pdf.getTitle()).toBe('Innkalling – čáŧ ()');
});

test('buildPdf() keeps æøå, takes marks off what the font lacks, escapes brackets', () => {
  const bytes = bytesOf(
    buildPdf({ title: 'T', lines: ['Ærlig Øl på Åsen', 'Čáhppes ŋ 漢', '(a\\b)', '“x” €'] }),
  );
  expect(bytes).toContain('(\u00c6rlig \u00d8l p\u00e5 \u00c5sen) Tj');
  expect(bytes).toContain('(C\u00e1hppes n ?) Tj');
  expect(bytes).toContain('(\\(a\\\\b\\)) Tj');
  expect(bytes).toContain('(\u0093x\u0094 \u0080) Tj');
});

test('buildPdf() tells where each object and the table of objects lie', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.array(fc.string({ maxLength: 100 }), { maxLength: 15 }),
      (title, lines) => {
        const bytes = bytesOf(buildPdf({ title, lines }));
        const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(bytes)?.[1]);
        expect(bytes.slice(table, table + 4)).toBe('xref');
        const offsets = [...bytes.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map((entry) =>
          Number(entry[1]),
        );
        offsets.forEach((offset, index) =>
          expect(bytes.slice(offset)).toMatch(new RegExp(`^${index + 1} 0 obj\n`)),
        );
        expect(offsets).toHaveLength(7);
      },
    ),
  );
});

test('buildPdf() gives the same bytes for the same input, and loses no line', () => {
  const content = { title: 'T', lines: ['a b '.repeat(100)] };
  expect(buildPdf(content)).toBe(buildPdf(content));
  expect(bytesOf(buildPdf(content)).match(/\ba b\b/g)).toHaveLength(100);
  expect(() => buildPdf({ title: 'T', lines: Array.from({ length: 60 }, () => 'x') })).toThrow(RangeError);
});

test('base64OfBytes() agrees with Node', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      expect(base64OfBytes(String.fromCharCode(...bytes))).toBe(Buffer.from(bytes).toString('base64'));
    }),
  );
});
