import { withOrganisationCheckDigit } from './check-digits.ts';
import { drawFamilyName, drawName, type PersonName } from './names.ts';
import { createRandom, drawNew, type Random } from './random.ts';

/** Blocks of our own; the rosters use the first half of the HER-ids. */
export const blocks = {
  herId: { from: 8_950_000, to: 8_999_999 },
  /** Nine digits: real HPR numbers are shorter. */
  hprNumber: { from: 890_000_000, to: 890_999_999 },
} as const;

export interface SyntheticService {
  readonly herId: string;
  readonly name: string;
}

/** A synthetic organisation with the services that send and receive. */
export interface SyntheticOrganisation extends SyntheticService {
  /** Starts with 2, as test organisations do. */
  readonly organisationNumber: string;
  readonly services: readonly SyntheticService[];
}

const kinds = ['sykehus HF', 'legekontor', 'kommune', 'laboratorium', 'helsesenter'] as const;
const serviceNames = [
  'Ortopedi',
  'Fastlege',
  'Hjemmetjeneste',
  'Medisinsk biokjemi',
  'Øre-nese-hals',
  'Føde/barsel',
];

const drawFrom = (random: Random, taken: Set<number>, { from, to }: { from: number; to: number }): string =>
  String(drawNew(taken, () => random.int(from, to)));

/** Synthetic organisations with one to four services each; no number comes twice. */
export function generateOrganisations(wish: {
  readonly seed: string | number;
  readonly count: number;
}): readonly SyntheticOrganisation[] {
  const random = createRandom(`organisations ${wish.seed}`);
  const herIds = new Set<number>();
  const numbers = new Set<string>();
  return Array.from({ length: wish.count }, () => ({
    organisationNumber: drawNew(numbers, () =>
      withOrganisationCheckDigit(String(random.int(22_000_000, 29_999_999))),
    ),
    herId: drawFrom(random, herIds, blocks.herId),
    name: `${drawFamilyName(random)} ${random.pick(kinds)}`,
    services: Array.from({ length: random.int(1, 4) }, () => ({
      herId: drawFrom(random, herIds, blocks.herId),
      name: random.pick(serviceNames),
    })),
  }));
}

/** A synthetic health professional. */
export interface SyntheticProfessional extends PersonName {
  readonly hprNumber: string;
  /** Of code system 9060: LE doctor, SP nurse, TL dentist, PS psychologist, FT physiotherapist, JO midwife. */
  readonly profession: 'LE' | 'SP' | 'TL' | 'PS' | 'FT' | 'JO';
}

/** Synthetic health professionals; no HPR number comes twice. */
export function generateProfessionals(wish: {
  readonly seed: string | number;
  readonly count: number;
}): readonly SyntheticProfessional[] {
  const random = createRandom(`professionals ${wish.seed}`);
  const taken = new Set<number>();
  return Array.from({ length: wish.count }, () => ({
    hprNumber: drawFrom(random, taken, blocks.hprNumber),
    ...drawName(random, random.pick([2, 2, 3])),
    profession: random.pick(['LE', 'SP', 'TL', 'PS', 'FT', 'JO'] as const),
  }));
}
