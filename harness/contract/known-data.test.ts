import { expect, test } from '@playwright/test';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { startServiceProcess } from '#mocks/kit/service-process.ts';
import { knownDocuments } from './known-data.ts';
import { schemathesisConfig } from './schemathesis-config.ts';
import { sendDocuments } from './send-documents.ts';

test('the exchange takes the known documents, and each lies there under its id', async () => {
  const { roster } = loadEnvironment('rehearsal');
  const documents = knownDocuments(roster);
  await using exchange = await startServiceProcess({
    participant: 'message-exchange',
    origins: {},
    roster,
    standing: { letters: [] },
    settings: {},
  });
  const ids = await sendDocuments(exchange.origin, documents);
  expect(new Set(ids).size).toBe(ids.length);
  const response = await fetch(`${exchange.origin}/Messages/${ids[0]}/status`, {
    headers: { 'api-version': '2', 'nhn-source-system': 'unit test, v1' },
  });
  expect(await response.json()).toMatchObject([
    { receiverHerId: documents.receiverHerId, transportDeliveryState: 'Acknowledged' },
  ]);
  const config = schemathesisConfig({ ids, documents, password: 'known' }, 7, 20);
  expect(config).toMatch(/^seed = 7$/m);
  expect(config).toContain(JSON.stringify(ids));
});

test('an exchange that refuses them is told by its status', async () => {
  const { roster } = loadEnvironment('rehearsal');
  await using other = await startServiceProcess({
    participant: 'address-register',
    origins: {},
    roster,
    standing: { letters: [] },
    settings: {},
  });
  await expect(sendDocuments(other.origin, knownDocuments(roster))).rejects.toMatchObject({
    code: 'PARTICIPANT_NOT_READY',
    message: expect.stringContaining('it answered 404'),
  });
});
