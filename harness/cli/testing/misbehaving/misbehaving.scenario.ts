import { letterToCitizen } from '../../../../scenarios/letter/letter-to-citizen.ts';
import { about, expect, testOnly } from '#harness/run/scenario.ts';

/** Each helper on a real run; beside each scenario, the same requests by another one, which sees nothing of it. */
const chain = {
  name: 'misbehaving',
  title: { nb: 'Etterligninger som svikter', en: 'Mocks that misbehave' },
  participants: ['address-register', 'citizen-portal'],
  hops: [],
} as const;
const details = about({ chain, requirements: ['P2'], writes: true });
const lookup = { participant: 'address-register', operation: 'get-communication-party' } as const;
const soapLookup = { ...lookup, operation: 'get-communication-party-details' } as const;
const fault = '<Detail><GenericFault><ErrorCode>InvalidHerIdSupplied</ErrorCode></GenericFault></Detail>';
const unknownHerId = `<Envelope><Body><Fault>${fault}</Fault></Body></Envelope>`;
const processes = { participant: 'address-register', operation: 'get-processes' } as const;
const landing = { participant: 'citizen-portal', operation: 'get-landing' } as const;
const style = { participant: 'citizen-portal', operation: 'get-style' } as const;

testOnly('answered otherwise', details, async ({ mocks, call, register }) => {
  await mocks.answer(lookup, { status: 404, headers: { 'x-unit': 'yes' }, body: { title: 'Ukjent' } });
  expect(await register.byRest('receiver')).toMatchObject({ status: 404 });
  const answer = await call('rest.address-register', '/CommunicationParties/1');
  expect([answer.headers()['x-unit'], await answer.json()]).toEqual(['yes', { title: 'Ukjent' }]);
  expect((await call('cppa.address-register', '/Processes')).status()).toBe(200);
});

testOnly('answered otherwise, by SOAP too', details, async ({ mocks, register }) => {
  await mocks.answer(soapLookup, {
    status: 500,
    headers: { 'content-type': 'application/soap+xml' },
    body: unknownHerId,
  });
  expect(await register.bySoap('receiver')).toMatchObject({ fault: 'InvalidHerIdSupplied' });
});

testOnly('the page answers late', details, async ({ mocks, page, run }) => {
  await mocks.delay(landing, 1500);
  const from = Date.now();
  const answer = await page.goto(run.origins['citizen-portal'] ?? '');
  expect(Date.now() - from).toBeGreaterThan(1400);
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

testOnly('the connection breaks', details, async ({ mocks, call, page, run }) => {
  for (const how of ['reset', 'empty', 'garbage'] as const) {
    await mocks.breakConnection(processes, how);
    await expect(call('cppa.address-register', '/Processes')).rejects.toThrow(/address-register is down/);
  }
  await mocks.breakConnection(style);
  const failed = page.waitForResponse((response) => response.url().endsWith('/style.css'));
  await page.goto(run.origins['citizen-portal'] ?? '');
  expect((await failed).status()).toBeGreaterThanOrEqual(500);
});

testOnly('a course of events', details, async ({ mocks, call }) => {
  const at = async () => (await call('cppa.address-register', '/Processes')).status();
  const during = (state: string, next: string) => ({ course: 'recovery', state, next });
  await mocks.answer(processes, { status: 429, during: during('Started', 'busy') });
  await mocks.answer(processes, { status: 425, during: during('busy', 'well') });
  expect([await at(), await at(), await at()]).toEqual([429, 425, 200]);
  await mocks.setState('recovery', 'busy');
  expect([await at(), await at()]).toEqual([425, 200]);
});

testOnly('requests are counted, and near misses found', details, async ({ mocks, call }) => {
  for (const path of ['/Processes', '/Processes', '/v2/Processes', '/Profiles/8900101']) {
    expect((await call('cppa.address-register', path)).status()).toBe(200);
  }
  expect(await mocks.count(processes)).toBe(2);
  expect(await mocks.count({ ...processes, operation: 'get-agreement' })).toBe(0);
  const missed = await mocks.nearMisses({ ...processes, operation: 'get-profile-history' });
  expect(missed.map(({ url }) => url).sort()).toEqual(
    ['/Processes', '/Processes', '/Profiles/8900101', '/v2/Processes'].sort(),
  );
  expect((await mocks.nearMisses({ ...processes, operation: 'get-profile-v2' })).at(0)).toEqual({
    method: 'GET',
    url: '/v2/Processes',
  });
  await expect(mocks.count({ ...processes, operation: 'unknown' })).rejects.toThrow(/No mock of ours plays/);
});

testOnly('what the systems ask each other is known by what it concerns', details, async ({ mocks, act }) => {
  // The hospital's organisation, which nobody else here looks up.
  const receiverHerId = '8900100';
  await mocks.answer(
    { ...soapLookup, concerning: receiverHerId },
    { status: 500, headers: { 'content-type': 'application/soap+xml' }, body: unknownHerId },
  );
  const outcome = await act.trySendLetter({ ...letterToCitizen(), receiverHerId });
  expect(outcome).toMatchObject({ sent: false, code: 'unknown-receiver' });
  expect(await mocks.count({ ...soapLookup, concerning: receiverHerId })).toBe(1);
  expect(await mocks.count(soapLookup)).toBe(0);
});

for (const round of [1, 2, 3]) {
  testOnly(`others see nothing of it (${round})`, details, async ({ call, page, run, mocks, register }) => {
    expect(await register.byRest('receiver')).toMatchObject({ status: 200 });
    expect((await call('cppa.address-register', '/Processes')).status()).toBe(200);
    expect((await page.goto(run.origins['citizen-portal'] ?? ''))?.status()).toBe(200);
    expect(await mocks.count(processes)).toBe(1);
  });
}
