import { expect, test } from '@playwright/test';
import { idnr } from '@navikt/fnrvalidator';
import fc from 'fast-check';
import { numbers, withCheckDigits } from './identities.fixture.ts';
import { classify } from './national-identity-number.ts';

const takes = (number: string): boolean => idnr(number).status === 'valid';

test('@navikt/fnrvalidator takes the series that it knows, in all four issues, and so do we', () => {
  for (const months of [
    [1, 12],
    [41, 52],
    [81, 92],
  ] as const) {
    for (const issue of [0, 1, 2, 3]) {
      const both = fc.property(numbers(months, issue), (one) => takes(one) && classify(one) !== 'invalid');
      fc.assert(both);
    }
  }
});

test('no number that @navikt/fnrvalidator takes is passed by, whatever its digits', () => {
  const [day, rest] = [fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 9_999_999 })];
  const anything = fc
    .tuple(day, rest, fc.nat(3))
    .map(([two, seven, issue]) => {
      const nine = `${String(two).padStart(2, '0')}${String(seven).padStart(7, '0')}`;
      return withCheckDigits(nine, issue);
    })
    .filter((number) => number !== undefined);
  let taken = 0;
  fc.assert(
    fc.property(anything, (number) => {
      const isTaken = takes(number);
      if (isTaken) taken += 1;
      return !isTaken || classify(number) !== 'invalid';
    }),
    { numRuns: 20_000 },
  );
  expect(taken).toBeGreaterThan(1000);
});

test('the series that NHN reserved is ours alone to know', () => {
  fc.assert(fc.property(numbers([66, 77]), (one) => !takes(one) && classify(one) === 'synthetic+65'));
});
