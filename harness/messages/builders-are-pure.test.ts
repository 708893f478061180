import { createContext, runInContext } from 'node:vm';
import { expect, test } from '@playwright/test';
import { build } from 'esbuild';
import { buildLetter } from './build-letter.ts';
import { buildPdf } from './build-pdf.ts';
import { buildReferral1 } from './build/build-referral.ts';
import { aReferral } from './build/clinical.fixture.ts';
import { aLetter } from './letter.fixture.ts';

const entry = `
  import { buildAppRec } from './build-apprec.ts';
  import { buildDeliveryReport } from './build-delivery-report.ts';
  import { buildLetter } from './build-letter.ts';
  import { buildPdf } from './build-pdf.ts';
  import { buildAppointment } from './build/build-appointment.ts';
  import { buildDischargeSummary } from './build/build-discharge-summary.ts';
  import { buildHealthDialogue } from './build/build-health-dialogue.ts';
  import { buildLabReport } from './build/build-lab-report.ts';
  import { buildPatientLogistics } from './build/build-patient-logistics.ts';
  import { buildPractitionerClaim } from './build/build-practitioner-claim.ts';
  import { buildPrescription, buildRecall } from './build/build-prescription.ts';
  import { buildReferral1, buildReferral2 } from './build/build-referral.ts';
  import { buildRequisition } from './build/build-requisition.ts';
  globalThis.clinical = { buildAppointment, buildDischargeSummary, buildHealthDialogue, buildLabReport,
    buildPatientLogistics, buildPractitionerClaim, buildPrescription, buildRecall, buildReferral1, buildReferral2,
    buildRequisition };
  globalThis.builders = { buildAppRec, buildDeliveryReport, buildLetter, buildPdf };`;

test('the builders bundle for k6: no Node built-ins, and the same bytes in a bare JavaScript engine', async () => {
  const bundle = await build({
    stdin: { contents: entry, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'neutral',
    mainFields: ['main'],
  });
  const content = { title: 'Innkalling', lines: ['Hei på deg'] };
  const bare = createContext({ letter: aLetter, referral: aReferral, content });
  runInContext(bundle.outputFiles[0]?.text ?? '', bare);
  expect(runInContext('builders.buildLetter(letter)', bare)).toBe(buildLetter(aLetter));
  expect(runInContext('clinical.buildReferral1(referral)', bare)).toBe(buildReferral1(aReferral));
  expect(runInContext('builders.buildPdf(content)', bare)).toBe(buildPdf(content));
});
