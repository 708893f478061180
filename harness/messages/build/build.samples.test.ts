import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { buildAppRec } from '../build-apprec.ts';
import { buildDeliveryReport } from '../build-delivery-report.ts';
import { buildLetter } from '../build-letter.ts';
import { aLetter, anAppRec, anyAppRec, anyLetter, aReport } from '../letter.fixture.ts';
import { buildAppointment } from './build-appointment.ts';
import { buildPatientLogistics } from './build-patient-logistics.ts';
import { buildReferral1, buildReferral2 } from './build-referral.ts';
import { aReferral, anAppointment, builtMessages, someLogistics } from './clinical.fixture.ts';

const schemaFile = path.resolve(import.meta.dirname, '../../../../shared/schemas/kith/all.xsd');

/** xmllint ends with an error, and Node throws what it said, when any of them is not valid. */
function validate(messages: readonly string[]): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'verdikjede-messages-'));
  try {
    const files = messages.map((xml, index) => {
      const file = path.join(folder, `${index}.xml`);
      writeFileSync(file, xml);
      return file;
    });
    execFileSync('xmllint', ['--noout', '--nonet', '--schema', schemaFile, ...files], { stdio: 'pipe' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the schemas are there', () => {
  expect(existsSync(schemaFile), `These tests need the schemas: ${schemaFile} is missing.`).toBe(true);
});

for (const [kind, { xml }] of Object.entries(builtMessages)) {
  test(`${kind} is valid by the national schemas`, () => validate([xml]));
}

test('parts that may be left out, left out, are valid too', () => {
  const { summary, location, agreementId, ...bare } = anAppointment;
  expect([summary, location, agreementId]).not.toContain(undefined);
  const empty = { ...aReferral, reasons: [], findings: [], diagnoses: [] };
  const changes = ['confirmed', 'cancelled', 'missed'] as const;
  validate([
    ...changes.map((change) => buildAppointment({ ...bare, change })),
    ...[empty, { ...aReferral, patient: { ...aReferral.patient, middleName: 'Rášša' } }].flatMap((one) => [
      buildReferral1(one),
      buildReferral2({ ...one, type: 'HENVISNING_VIDERE' }),
    ]),
    buildPatientLogistics({ ...someLogistics, event: 'admitted' }),
  ]);
});

test('letters, delivery reports and receipts are valid by the national schemas', () => {
  const paper = {
    ...aReport,
    failures: [{ at: aReport.genDate, type: 'X', details: 'Y' }],
    notificationFailures: [{ at: aReport.genDate, system: 'a', channel: 'b', details: 'c' }],
    receivedByPost: aReport.genDate,
    returned: aReport.genDate,
  };
  validate([
    buildLetter(aLetter),
    buildAppRec(anAppRec),
    ...[aReport, paper].map(buildDeliveryReport),
    ...fc.sample(anyLetter, 25).map(buildLetter),
    ...fc.sample(anyAppRec, 25).map(buildAppRec),
  ]);
});
