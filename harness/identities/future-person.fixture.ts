import { withPersonCheckDigits } from './generate/check-digits.ts';

/**
 * A number of the form of a real person's, for a birth date that has not come yet, so that it can be nobody's. Made when
 * a test runs, kept nowhere, and never printed: compare with `includes`, which shows no value when it fails.
 */
export function futurePersonNumber(skip = 0): string {
  const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000);
  const year = tomorrow.getUTCFullYear() + 1;
  const date = `${String(tomorrow.getUTCDate()).padStart(2, '0')}${String(tomorrow.getUTCMonth() + 1).padStart(2, '0')}`;
  const day = date === '2902' ? '2802' : date;
  const numbers = Array.from({ length: 50 }, (_, i) =>
    withPersonCheckDigits(`${day}${String(year % 100).padStart(2, '0')}${600 + i}`),
  ).filter((number) => number !== undefined);
  const number = numbers[skip];
  if (number === undefined) throw new Error('There are not as many numbers on one day.');
  return number;
}
