import fc from 'fast-check';

const digit = (sum: number): number => (11 - (sum % 11)) % 11;
const sumOf = (number: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * Number(number.charAt(index)), 0);

/** Adds both check digits to nine digits; undefined where one of them would be 10. `issue` is 0-3, 1-3 from 2032. */
export function withCheckDigits(nine: string, issue = 0): string | undefined {
  const first = (digit(sumOf(nine, [3, 7, 6, 1, 8, 9, 4, 5, 2])) + issue) % 11;
  const second = digit(sumOf(`${nine}${first}`, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]));
  return first === 10 || second === 10 ? undefined : `${nine}${first}${second}`;
}

const twoDigits = (min: number, max: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((value) => String(value).padStart(2, '0'));

/** Numbers with right check digits, made when the test runs and kept nowhere: any day to 28, the given months. */
export const numbers = (months: readonly [number, number], issue = 0): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.oneof(twoDigits(1, 28), twoDigits(41, 68)),
      twoDigits(...months),
      fc.integer({ min: 0, max: 99_999 }).map((rest) => String(rest).padStart(5, '0')),
    )
    .map((parts) => withCheckDigits(parts.join(''), issue))
    .filter((number) => number !== undefined);
