import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { standingSchema } from '#harness/common/roster.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { letterSchema } from '#harness/messages/letter.ts';
import { letterContent, letterFor } from './payload.ts';

test('letterContent() is what the standing letters of the rehearsal say, so that both can be compared', () => {
  const file = inProject('environments', 'standing', 'rehearsal.yaml');
  const { letters } = standingSchema.parse(parse(readFileSync(file, 'utf8')));
  expect(letters.length).toBeGreaterThan(0);
  for (const { title, senderName, text, attachment } of letters) {
    expect({ title, senderName, text, attachment }).toEqual(letterContent());
  }
});

test('letterFor() is a letter that the chain may send, and the same each time', () => {
  const party = (herId: string) => ({
    ...{ organisationName: 'Fjordheim sykehus HF', organisationHerId: '8900100' },
    ...{ serviceName: 'Pasientkorrespondanse', serviceHerId: herId },
  });
  const facts = {
    sender: party('8900101'),
    receiver: party('8900201'),
    patient: { pid: '12837010045', familyName: 'Lønnesirup', givenName: 'Sprø' },
    msgId: '0b8f7a52-1c1e-4f0a-8f7d-7f0d4e4b9a11',
    genDate: '2026-09-01T08:30:00Z',
  };
  expect(letterSchema.parse(letterFor(facts))).toEqual(letterFor(facts));
});
