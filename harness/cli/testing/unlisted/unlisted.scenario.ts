import { request as playwrightRequest } from '@playwright/test';
import { about, expect, scenario } from '#harness/run/scenario.ts';

/** A read that the policy allows, by the harness's client, and by one that a scenario makes for itself. */
const chain = {
  name: 'unlisted',
  title: { nb: 'Lesing utenom', en: 'Reads on the side' },
  participants: ['hospital-records'],
  hops: [],
} as const;
const details = about({ chain, requirements: ['T2'] });

scenario('reads by the harness’s client', details, async ({ call }) => {
  expect((await call('hospital-records', '/version')).status()).toBe(200);
});

scenario('reads by a client of its own', details, async ({ run }) => {
  const own = await playwrightRequest.newContext({ proxy: { server: run.proxyUrl } });
  const answer = await own.get(`${run.origins['hospital-records'] ?? ''}/version`);
  expect(answer.status()).toBe(200);
  await own.dispose();
});
