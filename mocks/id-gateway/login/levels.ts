/** Levels of assurance, from low to high. */
export const levels = ['low', 'substantial', 'high'] as const;
export type Level = (typeof levels)[number];

/** What the levels are called on the login page. */
export const levelNames: Readonly<Record<Level, string>> = {
  low: 'Lavt',
  substantial: 'Betydelig',
  high: 'Høyt',
};

/** How an issuer names levels in `acr` and `acr_values`. */
export interface LevelNaming {
  readonly acrOf: (level: Level) => string;
  /** The level that an `acr` value names, or undefined when it names none. */
  readonly levelOf: (acr: string | undefined) => Level | undefined;
  /** The level that a login must reach: the lowest of those in `acr_values`; undefined when none was asked for. */
  readonly requiredLevel: (acrValues: string | undefined) => Level | undefined;
}

/** The naming that follows from the name of each level. */
export function levelNaming(acrOf: (level: Level) => string): LevelNaming {
  const levelOf = (acr: string | undefined): Level | undefined =>
    levels.find((level) => acrOf(level) === acr);
  return {
    acrOf,
    levelOf,
    requiredLevel: (acrValues) => {
      const asked = (acrValues ?? '').split(' ').map(levelOf);
      return levels.find((level) => asked.includes(level));
    },
  };
}

export const idPortenLevels = levelNaming((level) => `idporten-loa-${level}`);

/** HelseID's security levels, as they stand in `helseid://claims/identity/security_level`. */
export const securityLevels: Readonly<Record<Level, string>> = { low: '2', substantial: '3', high: '4' };
export const helseIdLevels = levelNaming((level) => `Level${securityLevels[level]}`);

/** Whether a level is at least the required one. */
export function meets(level: Level | undefined, required: Level | undefined): boolean {
  if (required === undefined) return true;
  return level !== undefined && levels.indexOf(level) >= levels.indexOf(required);
}
