import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { buildLetter } from '../build-letter.ts';
import { aLetter, anyLetter } from '../letter.fixture.ts';
import { readHead } from './read-head.ts';
import { scanPlainHead } from './scan-plain-head.ts';

const letter = buildLetter(aLetter);
/** A comment is nothing to a reader, and makes the parser read the text. */
const byParser = (xml: string) => readHead(xml.replace('?>', '?><!-- -->'));

test('scanPlainHead() gives what the parser gives, or nothing', () => {
  fc.assert(
    fc.property(anyLetter, (any) => {
      const xml = buildLetter(any);
      const scanned = scanPlainHead(xml);
      if (scanned !== undefined) expect(scanned).toEqual(byParser(xml));
    }),
  );
  expect(scanPlainHead(letter)).toEqual(byParser(letter));
});

test('scanPlainHead() gives nothing the parser refuses, whatever is changed in a letter', () => {
  const end = letter.indexOf('</MsgInfo>') + 20;
  const bits = [
    '<',
    '>',
    '/',
    '"',
    '&',
    '=',
    ' ',
    '\r',
    '\u0000',
    '\u000B',
    '\u00A0',
    '\uFFFE',
    '<a>',
    '</a>',
    '<!--',
    'xmlns="x" ',
    'V="1"',
    '',
  ];
  const change = fc.record({
    at: fc.integer({ min: 0, max: end }),
    cut: fc.nat(3),
    put: fc.constantFrom(...bits),
  });
  fc.assert(
    fc.property(change, ({ at, cut, put }) => {
      const xml = letter.slice(0, at) + put + letter.slice(at + cut);
      const scanned = scanPlainHead(xml);
      if (scanned !== undefined) expect(scanned).toEqual(byParser(xml));
    }),
    { numRuns: 2000 },
  );
});

test('scanPlainHead() reads a party that it knows as it did at first, and keeps letters apart', () => {
  fc.assert(
    fc.property(anyLetter, anyLetter, (one, other) => {
      const mixed = { ...other, sender: one.sender, receiver: one.receiver };
      for (const letter of [one, other, mixed, one]) {
        const xml = buildLetter(letter);
        const scanned = scanPlainHead(xml);
        if (scanned !== undefined) expect(scanned).toEqual(byParser(xml));
      }
    }),
  );
});

test('scanPlainHead() counts the elements of parties that it knows', () => {
  const sender = `<Sender>${'<a></a>'.repeat(500)}</Sender>`;
  const many = (count: number): string => letter.replace(/<Sender>.*<\/Sender>/s, () => sender.repeat(count));
  expect(scanPlainHead(many(399))).toBeDefined();
  expect(() => scanPlainHead(many(400))).toThrow(/more than 200000 elements/);
});

for (const [what, xml] of Object.entries({
  'a prefix': letter.replace('<MsgHead xmlns=', '<MsgHead xmlns:x="urn:x" xmlns='),
  'a namespace inside': letter.replace('<Patient>', '<Patient xmlns="urn:x">'),
  'a reference': letter.replace('<FamilyName>', '<FamilyName>&amp;'),
  'a comment': letter.replace('<Patient>', '<Patient><!-- -->'),
  'another root': letter.replaceAll('MsgHead', 'Message'),
  'no declaration': letter.replace(/^.*\?>/, ''),
  'no MsgInfo': letter.replaceAll('MsgInfo', 'Info'),
})) {
  test(`scanPlainHead() leaves ${what} to the parser`, () => {
    expect(scanPlainHead(xml)).toBeUndefined();
  });
}
