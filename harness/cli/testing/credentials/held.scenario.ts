import { readdirSync, readFileSync } from 'node:fs';
import { about, expect, scenario } from '#harness/run/scenario.ts';

/** Reads what only the holder of a credential may, and looks for the credential. */
const chain = {
  name: 'held',
  title: { nb: 'Holdt av vakten', en: 'Held by the guard' },
  participants: ['message-exchange'],
  hops: [],
} as const;
const details = about({ chain, requirements: ['T2'] });

scenario('reads without a token of its own', details, async ({ call, environment }) => {
  const { exchangeId } = environment.standing.letters[0] ?? { exchangeId: 'none' };
  const headers = { 'api-version': '2', 'nhn-source-system': 'verdikjede' };
  for (let i = 0; i < 3; i += 1) {
    const answer = await call('message-exchange', `/Messages/${exchangeId}/status`, { headers });
    expect(answer.status()).toBe(200);
  }
});

scenario('finds no variable that holds a key', details, ({ run }) => {
  // Without the seal the supervisor, whose variable it is, can be seen.
  if (!run.sealed) return;
  const seen = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8');
      } catch {
        return '';
      }
    });
  expect(seen.some((variables) => variables.includes('VERDIKJEDE_RUN='))).toBe(true);
  expect(seen.filter((variables) => variables.includes('KEY_HELD_BY_THE_GUARD'))).toEqual([]);
});
