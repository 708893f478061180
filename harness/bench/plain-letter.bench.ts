import { expect, test } from '@playwright/test';
import type { CitizenPortalDriver, HospitalRecordsDriver, IdGatewayDriver } from '#harness/common/drivers.ts';
import { systemClock } from '#harness/common/clock.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { createAddressRegisterClient } from '#harness/run/clients/address-register.ts';
import { createCallEndpoint } from '#harness/run/clients/api.ts';
import { createIdGatewayClient } from '#harness/run/clients/id-gateway.ts';
import { createMessageExchangeClient } from '#harness/run/clients/message-exchange.ts';
import { loadDriver } from '#harness/run/load-driver.ts';
import { partOfRun } from '#harness/run/part-of-run.ts';
import { waitUntil } from '#harness/common/wait-until.ts';
import { letterToCitizen } from '../../scenarios/letter/letter-to-citizen.ts';

// The steps of scenarios/letter/letter-arrives.scenario.ts without the scenario API: no fixtures of ours, no
// observations, no evidence. It is what `scenario.overhead` is measured against.
test('the letter arrives and can be read, in plain Playwright', async ({ playwright, browser }) => {
  const run = partOfRun();
  const environment = loadEnvironment(run.environmentFile);
  const citizen = environment.roster.people.find(({ role }) => role === 'citizen');
  if (citizen === undefined) throw new Error('The roster has no citizen.');
  const request = await playwright.request.newContext({ proxy: { server: run.proxyUrl } });
  const call = createCallEndpoint(request, run.origins);
  const originOf = (ref: string) => ({ origin: run.origins[ref], request });
  const login = { method: environment.login.method };
  const gateway = await loadDriver<IdGatewayDriver>(environment, 'id-gateway', login);
  const records = await loadDriver<HospitalRecordsDriver>(
    environment,
    'hospital-records',
    originOf('hospital-records'),
  );
  const portal = await loadDriver<CitizenPortalDriver>(
    environment,
    'citizen-portal',
    originOf('citizen-portal'),
  );

  const { pid, familyName, givenName } = citizen;
  const { title, senderName, text, attachment, attachmentBase64 } = letterToCitizen();
  const content = { title, senderName, text, attachment, attachmentBase64 };
  const sent = await records.send({ ...content, patient: { pid, familyName, givenName } });
  if (!sent.sent) throw new Error('The record system did not send the letter.');
  const access = { call, environment, origins: run.origins };
  const register = createAddressRegisterClient(access);
  expect(await register.byRest('receiver')).toMatchObject({ status: 200 });
  expect(await register.bySoap('receiver')).toMatchObject({ fault: null });
  const exchange = createMessageExchangeClient(access, systemClock);
  expect(await exchange.document(sent.exchangeId)).toMatchObject({ root: 'MsgHead' });
  const claims = await createIdGatewayClient(call, () => Promise.resolve(gateway)).claimsOf(citizen, 'high');
  expect(claims).toMatchObject({ pid: 'the person' });

  const context = await browser.newContext({ locale: 'nb-NO' });
  const page = await context.newPage();
  await portal.startLogin(page);
  await gateway.logIn(page, citizen, 'high');
  await portal.waitForInbox(page);
  const entry = await waitUntil({
    what: 'the letter in the inbox',
    timeoutMs: 10_000,
    everyMs: 250,
    look: async () => (await portal.inbox(page)).find(({ msgId }) => msgId === sent.msgId),
  });
  expect(await portal.openLetter(page, entry.href)).toMatchObject({ title, senderName, text });
  const [href = ''] = await portal.attachmentLinks(page);
  expect(await portal.fetchLink(page, href)).toMatchObject({ status: 200, contentType: 'application/pdf' });
  await context.close();
  await request.dispose();
});
