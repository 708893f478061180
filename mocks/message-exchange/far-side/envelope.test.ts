import { expect, test } from '@playwright/test';
import { envelopeOf } from './envelope.ts';

const message = { id: '7e0d3b0f-5a3c-4a2c-9d43-0a1b2c3d4e5f', senderHerId: 8990101, type: 'EPIKRISE' };
const level1 = (): number => 8990100;

test('envelopeOf() names roles, service and action after the type of the message', () => {
  expect(envelopeOf(message, undefined, level1)).toEqual({
    fromHerId: '8990101',
    cpaId: 'KITH-GenericCPAId',
    conversationId: message.id,
    service: 'EPIKRISE-S',
    action: 'EPIKRISE',
    senderRole: 'EPIKRISEsender',
    receiverRole: 'EPIKRISEreceiver',
    compressPayload: 'false',
  });
});

test('envelopeOf() takes what the client overrides; null overrides nothing', () => {
  const overrides = {
    ...{ cpaId: 'nav:qass:123456789', service: 'BehandlerKrav', action: null, middlewareName: 'unit' },
    ...{ useSenderLevel1HerId: true, compressPayload: true },
  };
  expect(envelopeOf(message, overrides, level1)).toMatchObject({
    fromHerId: '8990100',
    cpaId: 'nav:qass:123456789',
    service: 'BehandlerKrav',
    action: 'EPIKRISE',
    middlewareName: 'unit',
    compressPayload: 'true',
  });
});
