import { withPersonCheckDigits } from './check-digits.ts';
import { drawNew, type Random } from './random.ts';

/** Series that can't be a person: month +80 (Skatteetaten, Test-Norge) and +65 (NHN, the health sector). */
export const monthOffsets = { '+80': 80, '+65': 65 } as const;
export type Series = keyof typeof monthOffsets;

/** Ranges of individual numbers by year of birth. */
function ranges(year: number): readonly (readonly [number, number])[] {
  if (year >= 2000) return [[500, 999]];
  return year >= 1940
    ? [
        [0, 499],
        [900, 999],
      ]
    : [[0, 499]];
}

const two = (value: number): string => String(value).padStart(2, '0');

/** A new synthetic number (remainder 0) for a birth date YYYY-MM-DD from 1900 to 2039; sex shows in the ninth digit. */
export function drawPersonNumber(
  random: Random,
  taken: Set<string>,
  facts: {
    readonly birthDate: string;
    readonly sex: 'male' | 'female';
    readonly series: Series;
    readonly isDNumber: boolean;
  },
): string {
  const [year = 0, month = 0, day = 0] = facts.birthDate.split('-').map(Number);
  const date = [
    two(day + (facts.isDNumber ? 40 : 0)),
    two(month + monthOffsets[facts.series]),
    two(year % 100),
  ];
  return drawNew(taken, () => {
    const [from, to] = random.pick(ranges(year));
    const individual = random.int(from, to);
    const isMale = individual % 2 === 1;
    if (isMale !== (facts.sex === 'male')) return undefined;
    return withPersonCheckDigits(date.join('') + String(individual).padStart(3, '0'));
  });
}
