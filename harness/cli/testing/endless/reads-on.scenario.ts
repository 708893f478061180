import { about, expect, scenario } from '#harness/run/scenario.ts';

/** Reads on and on, as long as it may. */
const chain = {
  name: 'endless',
  title: { nb: 'Uten ende', en: 'Without end' },
  participants: ['citizen-portal'],
  hops: [],
} as const;

scenario('reads on and on', about({ chain, requirements: ['T2'] }), async ({ call }, testInfo) => {
  testInfo.setTimeout(150_000);
  for (let reads = 0; reads < 10_000; reads += 1) {
    expect((await call('citizen-portal', '/version')).status()).toBe(200);
  }
});
