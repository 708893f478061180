/** What an eleven-digit number is, by its month and its check digits. Only `synthetic…` can't be a person. */
export type IdentityClass = 'synthetic+80' | 'synthetic+65' | '+40' | 'real' | 'FH' | 'invalid';

const weights1 = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const weights2 = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Month offsets: Skatteetaten's test people, NHN's reserved test people, and H-numbers (real patients). */
const offsets = [
  { from: 81, offset: 80, class: 'synthetic+80' },
  { from: 66, offset: 65, class: 'synthetic+65' },
  { from: 41, offset: 40, class: '+40' },
  { from: 1, offset: 0, class: 'real' },
] as const;

const remainder = (number: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * Number(number.charAt(index)), 0) % 11;

// Numbers issued from 2032 have remainder 0 to 3 in the first check digit; the second stays 0.
const hasCheckDigits = (number: string): boolean =>
  remainder(number, weights1) <= 3 && remainder(number, weights2) === 0;

/** The class that day and month alone tell, check digits aside; undefined where they are no date. */
export function classByDate(number: string): Exclude<IdentityClass, 'FH' | 'invalid'> | undefined {
  const day = Number(number.slice(0, 2));
  const month = Number(number.slice(2, 4));
  const series = offsets.find((one) => month >= one.from && month <= one.offset + 12);
  if (series === undefined) return undefined;
  const dayOfMonth = day > 40 ? day - 40 : day;
  const last = daysInMonth[month - series.offset - 1] ?? 0;
  return dayOfMonth >= 1 && dayOfMonth <= last ? series.class : undefined;
}

/**
 * Classifies a national identity number: fødselsnummer or D-number (4 added to the first digit), or an
 * FH-number (first digit 8 or 9, given to real patients). Numbers by the rule of 2032 are accepted.
 */
export function classify(number: string): IdentityClass {
  if (!/^[0-9]{11}$/.test(number) || !hasCheckDigits(number)) return 'invalid';
  if (/^[89]/.test(number)) return 'FH';
  return classByDate(number) ?? 'invalid';
}
