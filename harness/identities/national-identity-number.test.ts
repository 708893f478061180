import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { numbers, withCheckDigits } from './identities.fixture.ts';
import { classify } from './national-identity-number.ts';

for (const [name, months, expected] of [
  ['Test-Norge', [81, 92], 'synthetic+80'],
  ['reserved by NHN', [66, 77], 'synthetic+65'],
  ['H-numbers and Dolly', [41, 52], '+40'],
  ['ordinary months', [1, 12], 'real'],
] as const) {
  test(`classify() ${name}, D-numbers too: ${expected}`, () => {
    fc.assert(fc.property(numbers(months), (number) => classify(number) === expected));
  });

  test(`classify() ${name} by the rule of 2032: ${expected}`, () => {
    for (const issue of [1, 2, 3]) {
      fc.assert(fc.property(numbers(months, issue), (number) => classify(number) === expected));
    }
  });
}

test('classify() published synthetic numbers', () => {
  expect(['15878410014', '55878410008'].map(classify)).toEqual(['synthetic+80', 'synthetic+80']);
  expect(['15728410016', '55728410190'].map(classify)).toEqual(['synthetic+65', 'synthetic+65']);
  expect(classify('15478410031')).toBe('+40');
});

test('classify() first digit 8 or 9 with check digits: FH', () => {
  const nine = fc.integer({ min: 800_000_000, max: 999_999_999 });
  const fhNumbers = nine.map((value) => withCheckDigits(String(value))).filter((one) => one !== undefined);
  fc.assert(fc.property(fhNumbers, (number) => classify(number) === 'FH'));
});

test('classify() a changed digit among the last five makes it invalid, or is allowed by the rule of 2032', () => {
  fc.assert(
    fc.property(numbers([81, 92]), fc.integer({ min: 1, max: 9 }), (number, add) => {
      const last = (Number(number.charAt(10)) + add) % 10;
      return classify(`${number.slice(0, 10)}${last}`) === 'invalid';
    }),
  );
});

test('classify() no date, other lengths, other characters: invalid', () => {
  fc.assert(fc.property(numbers([13, 40]), (number) => classify(number) === 'invalid'));
  for (const text of [
    '',
    '1587841001',
    '158784100144',
    '15878410014 ',
    '1587841001a',
    '１５８７８４１００１４',
  ]) {
    expect(classify(text)).toBe('invalid');
  }
  expect(classify(withCheckDigits('318210100') ?? '')).toBe('invalid');
});
