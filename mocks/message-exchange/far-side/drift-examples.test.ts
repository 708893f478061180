import { expect, test } from '@playwright/test';
import { inProject } from '#harness/environment/project-root.ts';
import { loadDrift } from '#harness/environment/load-drift.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { seedFor } from '#harness/participants/plan/seed.ts';
import { createApp } from '../create-app.ts';
import { caller, letterXml, manualClock, postBody, testConfig } from '../test-exchange.ts';

/** The exchange of the local environment under one of the drift files that come along, and a letter in it. */
async function sendUnder(driftFile: string) {
  const environment = loadEnvironment('local');
  const drift = loadDrift(inProject('environments', 'drift', driftFile));
  const seed = seedFor('message-exchange', environment, drift);
  const settings = Object.assign({}, ...drift.settings.map(({ set }) => set)) as Record<string, unknown>;
  const clock = manualClock();
  const call = caller(createApp({ ...testConfig, ...seed, settings }, clock));
  const herIdOf = (role: string): number =>
    Number(seed.roster.parties.find((party) => party.role === role)?.herId);
  const [sender, receiver] = [herIdOf('sender'), herIdOf('receiver')];
  const id = (await call('POST', '/Messages', postBody(letterXml({ sender, receiver })))).json<string>();
  return {
    clock,
    status: async () => (await call('GET', `/Messages/${id}/status`)).json<unknown>(),
    answers: async () => (await call('GET', `/Messages?ReceiverHerIds=${sender}`)).json<unknown[]>(),
    errors: async () => (await call('GET', `/Messages/${id}/apprec`)).json<unknown>(),
  };
}

test('silent-receiver.yaml: no receipt, no AppRec, however long one waits', async () => {
  const { clock, status, answers } = await sendUnder('silent-receiver.yaml');
  await clock.pass(1_000_000);
  expect(await status()).toMatchObject([{ transportDeliveryState: 'Unconfirmed', appRecStatus: null }]);
  expect(await answers()).toEqual([]);
});

test('edi-receiver.yaml: the receipt comes late, then an AppRec that rejects', async () => {
  const { clock, status, answers, errors } = await sendUnder('edi-receiver.yaml');
  expect(await status()).toMatchObject([{ transportDeliveryState: 'Unconfirmed', appRecStatus: null }]);
  await clock.pass(500);
  expect(await status()).toMatchObject([{ transportDeliveryState: 'Acknowledged', appRecStatus: null }]);
  await clock.pass(500);
  expect(await errors()).toMatchObject([
    { appRecStatus: 'Rejected', appRecErrorList: [{ errorCode: 'E35' }] },
  ]);
  expect(await answers()).toHaveLength(1);
});
