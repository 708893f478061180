import { about } from '#harness/run/scenario.ts';

const chain = {
  name: 'safety',
  title: { nb: 'Angrep på en verifisering', en: 'Attacks on a verify run' },
  participants: [],
  hops: [],
} as const;

/** What all attacks say of themselves. */
export const details = about({ chain, requirements: ['T2'] });
