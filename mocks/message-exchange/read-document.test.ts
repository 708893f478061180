import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { readDocument } from './read-document.ts';
import { letterXml } from './test-exchange.ts';

const base64Of = (xml: string): string => Buffer.from(xml).toString('base64');
const letter = base64Of(letterXml());

test('base64 may have line ends and blanks, and is carried without them', () => {
  const lines = letter.replace(/.{76}/g, '$&\r\n');
  expect(readDocument(lines)).toEqual(readDocument(letter));
  expect(readDocument(` ${letter}\n`).document).toBe(letter);
});

test('whatever else stands in base64, wherever, is refused: it is written out as it is', () => {
  const one = fc.constantFrom('"', '\\', '<', '-', '_', '=', '\u0000', 'å', '!');
  // All three ways in which base64 can end.
  const padded = fc.nat(2).map((more) => base64Of(`${letterXml()}${' '.repeat(more)}`));
  fc.assert(
    fc.property(padded, one, fc.nat(), fc.boolean(), (text, put, where, instead) => {
      const at = where % text.length;
      const changed = text.slice(0, at) + put + text.slice(at + (instead ? 1 : 0));
      fc.pre(changed !== text);
      expect(() => readDocument(changed)).toThrow();
    }),
  );
  expect(() => readDocument(letter.slice(0, -1))).toThrow();
});
