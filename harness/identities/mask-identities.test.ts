import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { numbers } from './identities.fixture.ts';
import { maskIdentities } from './mask-identities.ts';

const anyNumber = fc.oneof(
  ...(
    [
      [81, 92],
      [66, 77],
      [41, 52],
      [1, 12],
    ] as const
  ).map((months) => numbers(months)),
);
const gaps = fc.constantFrom('', ' ', '-', '\u00a0', '\u202f');

test('maskIdentities() leaves no number, however it is set and whatever stands around it', () => {
  const around = fc.constantFrom(
    '',
    ' ',
    '"',
    '>',
    ':',
    '=',
    '/',
    ',',
    '(',
    '\n',
    '\\n',
    '%20',
    '%3D',
    'fnr',
    'æ',
    '_',
    '-',
  );
  fc.assert(
    fc.property(anyNumber, gaps, around, around, (number, gap, before, after) => {
      const written = `${number.slice(0, 6)}${gap}${number.slice(6)}`;
      expect(maskIdentities(`x ${before}${written}${after.replace(/^%20$/, '%')} y`)).toBe(
        `x ${before}[fnr]${after.replace(/^%20$/, '%')} y`,
      );
    }),
  );
});

test('maskIdentities() twice is as once', () => {
  const pieces = fc.oneof(
    anyNumber,
    fc.string({ maxLength: 5 }),
    fc.constantFrom('a', '-', ' ', '%20', '12345', '\\n'),
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (all) => {
      const once = maskIdentities(all.join(''));
      expect(maskIdentities(once)).toBe(once);
    }),
    { numRuns: 500 },
  );
});

test('maskIdentities() leaves GUIDs, base64, hashes and long digit strings as they are', () => {
  const base64 = fc
    .uint8Array({ minLength: 30, maxLength: 300 })
    .map((bytes) => Buffer.from(bytes).toString('base64'));
  const hash = fc
    .uint8Array({ minLength: 32, maxLength: 32 })
    .map((bytes) => Buffer.from(bytes).toString('hex'));
  const long = fc.bigInt({ min: 10n ** 12n, max: 10n ** 40n }).map(String);
  fc.assert(
    fc.property(fc.oneof(fc.uuid(), base64, hash, long), (text) => {
      expect(maskIdentities(`id ${text}.`)).toBe(`id ${text}.`);
    }),
    { numRuns: 500 },
  );
});

test('maskIdentities() leaves a GUID and a base64 word that have a number in them', () => {
  fc.assert(
    fc.property(anyNumber, (number) => {
      const guid = `8d2e716f-41fe-2b3c-8aaf-a${number}`;
      const word = `QUJDREVGR0hJSktM${number}UVJTVFVWWFla`;
      expect(maskIdentities(`${guid} ${word}`)).toBe(`${guid} ${word}`);
    }),
  );
});

test('maskIdentities() masks a number with a wrong check digit: it may be a typo of a real one', () => {
  expect(maskIdentities('pid 15878410015')).toBe('pid [fnr]');
});

test('maskIdentities() leaves other numbers of the trade', () => {
  const text =
    'HER-id 8900101, org. 210001018, tlf. 22 33 44 55, 1763800000000, 2026-11-22T08:30:00.1234567+01:00';
  expect(maskIdentities(text)).toBe(text);
});
