/** Levels of assurance, from low to high. */
export const levels = ['low', 'substantial', 'high'] as const;
export type Level = (typeof levels)[number];

/** What the levels are called on the login page. */
export const levelNames: Readonly<Record<Level, string>> = {
  low: 'Lavt',
  substantial: 'Betydelig',
  high: 'Høyt',
};

/** The level as it stands in `acr` and `acr_values`. */
export const acrOf = (level: Level): string => `idporten-loa-${level}`;

/** The level that an `acr` value names, or undefined when it names none. */
export function levelOf(acr: string | undefined): Level | undefined {
  return levels.find((level) => acrOf(level) === acr);
}

/** The level that a login must reach: the lowest of those in `acr_values`; undefined when none was asked for. */
export function requiredLevel(acrValues: string | undefined): Level | undefined {
  const asked = (acrValues ?? '').split(' ').map(levelOf);
  return levels.find((level) => asked.includes(level));
}

/** Whether a level is at least the required one. */
export function meets(level: Level | undefined, required: Level | undefined): boolean {
  if (required === undefined) return true;
  return level !== undefined && levels.indexOf(level) >= levels.indexOf(required);
}
