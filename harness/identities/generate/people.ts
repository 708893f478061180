import { drawFamilyName, drawName, type PersonName } from './names.ts';
import { drawPersonNumber, monthOffsets, type Series } from './person-number.ts';
import { createRandom, type Random } from './random.ts';

export type Address =
  | {
      readonly kind: 'registered';
      readonly street: string;
      readonly postalCode: string;
      readonly city: string;
    }
  /** No fixed address. */
  | { readonly kind: 'none' }
  /** Strictly confidential or confidential: no system may show it. */
  | { readonly kind: 'confidential' };

/** A synthetic person. Two calls with the same seed give the same people. */
export interface SyntheticPerson extends PersonName {
  readonly pid: string;
  readonly series: Series;
  readonly isDNumber: boolean;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  readonly sex: 'male' | 'female';
  readonly address: Address;
  /** ISO 3166 codes; two where double. */
  readonly citizenships: readonly string[];
  readonly relation?: {
    readonly kind: 'twin' | 'child';
    /** Of the twin, or of the parent. */ readonly pid: string;
  };
}

export interface PeopleWish {
  readonly seed: string | number;
  readonly count: number;
  /** YYYY-MM-DD; ages are counted from it. */
  readonly today: string;
  /** Both, unless one is named. */
  readonly series?: Series;
}

/** What each person is made to show, in turn; the rest is chance. */
const cases = [
  'adult',
  'newborn',
  'twin',
  'oldest',
  'parent',
  'child',
  'oneName',
  'sevenNames',
  'dNumber',
] as const;
type Case = (typeof cases)[number] | 'noAddress' | 'confidential' | 'doubleCitizen';
const turns: readonly Case[] = [...cases, 'noAddress', 'confidential', 'doubleCitizen', 'adult', 'adult'];

const dayMs = 86_400_000;
const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** A birth date that makes the person of an age in that range, both included, on `today`. */
function bornBetween(random: Random, today: string, youngest: number, oldest: number): string {
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  // In days: the day after the birthday that would make one too old, to the birthday itself of the youngest.
  const first = Date.UTC(year - oldest - 1, month - 1, day + 1) / dayMs;
  const last = Date.UTC(year - youngest, month - 1, day) / dayMs;
  return dateOf(random.int(first, last) * dayMs);
}

function drawAddress(random: Random, turn: Case): Address {
  if (turn === 'noAddress') return { kind: 'none' };
  if (turn === 'confidential') return { kind: 'confidential' };
  return {
    kind: 'registered',
    street: `${drawFamilyName(random)}veien ${random.int(1, 120)}`,
    // No place has this code.
    postalCode: `00${random.int(40, 45)}`,
    city: `${drawFamilyName(random)}by`.toUpperCase(),
  };
}

function drawBirthDate(random: Random, turn: Case, today: string, last: SyntheticPerson | undefined): string {
  if (turn === 'newborn') return bornBetween(random, today, 0, 0);
  if (turn === 'oldest') return bornBetween(random, today, 107, 107);
  if (turn === 'parent') return bornBetween(random, today, 40, 60);
  if (turn === 'child' && last !== undefined) return bornBetween(random, today, 0, 17);
  return bornBetween(random, today, 0, 106);
}

const nameLengths: Partial<Record<Case, number>> = { oneName: 1, sevenNames: 7 };

function drawPerson(
  random: Random,
  taken: Set<string>,
  turn: Case,
  {
    today,
    series: wished,
    last,
  }: { today: string; series: Series | undefined; last: SyntheticPerson | undefined },
): SyntheticPerson {
  const kind = (turn === 'twin' || turn === 'child') && last !== undefined ? turn : undefined;
  const series = wished ?? random.pick(Object.keys(monthOffsets) as Series[]);
  const birthDate = kind === 'twin' && last ? last.birthDate : drawBirthDate(random, turn, today, last);
  const isDNumber = turn === 'dNumber' || (kind === undefined && random.oneIn(12));
  const sex = random.pick(['male', 'female'] as const);
  const parts = nameLengths[turn] ?? random.pick([2, 2, 2, 3, 3, 4, 5]);
  return {
    pid: drawPersonNumber(random, taken, { birthDate, sex, series, isDNumber }),
    ...{ series, isDNumber, birthDate, sex },
    ...drawName(random, parts, kind && last ? last.familyName : undefined),
    address: kind && last ? last.address : drawAddress(random, turn),
    citizenships:
      turn === 'doubleCitizen' ? ['NO', random.pick(['SE', 'FI', 'PL', 'PK'])] : [isDNumber ? 'PL' : 'NO'],
    ...(kind && last ? { relation: { kind, pid: last.pid } } : {}),
  };
}

/**
 * Synthetic people, varied: newborn to 107 years, one name to seven, Sami and Kven letters, twins, parent and child,
 * D-numbers, no fixed address, confidential address, two citizenships. Each shows up within any 14 in a row. No number
 * comes twice.
 */
export function generatePeople({ seed, count, today, series }: PeopleWish): readonly SyntheticPerson[] {
  const random = createRandom(`people ${seed}`);
  const taken = new Set<string>();
  const people: SyntheticPerson[] = [];
  for (let index = 0; index < count; index += 1) {
    const turn = turns[index % turns.length] ?? 'adult';
    people.push(drawPerson(random, taken, turn, { today, series, last: people.at(-1) }));
  }
  return people;
}
