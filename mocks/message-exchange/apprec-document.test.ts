import { expect, test } from '@playwright/test';
import { parseMessage } from '#harness/messages/parse-message.ts';
import { appRecBuilder, type AppRecFacts } from './apprec-document.ts';
import { her, testConfig } from './test-exchange.ts';

const factsFor = (id: string, msgId: string): AppRecFacts => ({
  id,
  genDate: '2026-11-22T07:00:00Z',
  original: {
    type: 'DIALOG_INNBYGGER_MELDINGSFORMIDLING',
    genDate: '2026-11-21T08:00:00+01:00',
    businessDocumentId: msgId,
    senderHerId: her.sender,
  },
  senderHerId: her.receiver,
  outcome: { status: 'Ok', errors: [] },
});

test('appRecBuilder() gives every AppRec its own ids and instants, also between the same parties', () => {
  const build = appRecBuilder(testConfig.roster.parties);
  for (const [id, msgId] of [
    ['11111111-2222-4333-8444-555555555555', '7e0d3b0f-5a3c-4a2c-9d43-0a1b2c3d4e5f'],
    ['66666666-2222-4333-8444-555555555555', '0b8f7a52-1c1e-4f0a-8f7d-7f0d4e4b9a10'],
    ['77777777-2222-4333-8444-555555555555', 'a & b <c>'],
  ] as const) {
    const xml = build(factsFor(id, msgId));
    expect(parseMessage(xml)).toMatchObject({
      id,
      genDate: '2026-11-22T07:00:00Z',
      sender: { serviceHerId: String(her.receiver), serviceName: 'Mottaker' },
      receiver: { serviceHerId: String(her.sender), serviceName: 'Avsender' },
      status: 'Ok',
      original: { msgId, genDate: '2026-11-21T08:00:00+01:00' },
    });
    expect(xml).toBe(appRecBuilder(testConfig.roster.parties)(factsFor(id, msgId)));
  }
});
