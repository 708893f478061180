import { about, expect, testOnly } from '#harness/run/scenario.ts';

/** Two that end badly, and one after them that finds all as it was. */
const chain = {
  name: 'misbehaving',
  title: { nb: 'Etterligninger som svikter', en: 'Mocks that misbehave' },
  participants: ['address-register'],
  hops: [],
} as const;
const details = about({ chain, requirements: ['P2'], writes: true });
const processes = { participant: 'address-register', operation: 'get-processes' } as const;

testOnly.describe.configure({ mode: 'default' });

testOnly('ends by an expectation that fails', details, async ({ mocks, call }) => {
  await mocks.answer(processes, { status: 418 });
  expect((await call('cppa.address-register', '/Processes')).status()).toBe(200);
});

testOnly('asks for what nobody documented', details, async ({ call }) => {
  const answer = await call('cppa.address-register', '/Proceses');
  expect(answer.status()).toBe(404);
  expect(await answer.json()).toMatchObject({ nearest: 'GET /Processes (get-processes)' });
});

testOnly('finds all as it was', details, async ({ call, run }) => {
  expect((await call('cppa.address-register', '/Processes')).status()).toBe(200);
  const mappings = await (await fetch(`${run.wiremockAdminUrl ?? ''}/__admin/mappings`)).text();
  expect(mappings).toContain('get-processes');
  expect(mappings).not.toMatch(/"status"\s*:\s*418|"scenario"/);
});
