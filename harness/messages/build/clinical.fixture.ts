import type { ZodType } from 'zod';
import { aLetter } from '../letter.fixture.ts';
import { buildAppointment } from './build-appointment.ts';
import { buildDischargeSummary } from './build-discharge-summary.ts';
import { buildHealthDialogue } from './build-health-dialogue.ts';
import { buildLabReport } from './build-lab-report.ts';
import { buildPatientLogistics } from './build-patient-logistics.ts';
import { buildPractitionerClaim } from './build-practitioner-claim.ts';
import { buildPrescription, buildRecall } from './build-prescription.ts';
import { buildReferral1, buildReferral2 } from './build-referral.ts';
import { buildRequisition } from './build-requisition.ts';
import * as facts from './clinical-facts.ts';

const { msgId, genDate, sender, receiver, patient } = aLetter;
const message = { msgId, genDate, sender, receiver, patient };
const documentId = '5a4b3c2d-1e0f-4a9b-8c7d-6e5f4a3b2c1d';
const head = { ...message, status: 'N', documentId } as const;
const system = (number: number): string => `2.16.578.1.12.4.1.1.${number}`;
const asthma = { code: 'J45', name: 'Astma', system: system(7110) };
const eczema = { code: 'L20', name: 'Atopisk eksem', system: system(7110) };
const finding = { code: 'FUNN', name: 'Funn og undersøkelsesresultat', system: system(8233) };
const serum = { code: 'S', name: 'Serum', system: system(8351) };
const sodium = { code: 'NPU03429', name: 'P-Natrium', system: system(7280) };
const chemistry = { code: 'CLIN', name: 'Medisinsk biokjemi', system: system(8202) };

/** A referral with everything in it. */
export const aReferral: facts.Referral = {
  ...head,
  type: 'HENVISNING_NYTILSTAND',
  purpose: { code: '10', name: 'Utredning/behandling', system: system(8455) },
  reasons: [
    {
      heading: { code: 'PROB', name: 'Aktuell problemstilling', system: system(8231) },
      text: 'Tung pust & hoste < 2 uker',
    },
  ],
  findings: [{ heading: finding, text: 'Høyde: 178 cm\nVekt: 85 kg' }],
  diagnoses: [asthma, eczema],
  priority: { code: 'N', name: 'Elektiv/Ordinær (elektiv)', system: system(8304) },
};

/** A discharge summary with everything in it. */
export const aSummary: facts.DischargeSummary = {
  ...head,
  description: 'Sykehusepikrise',
  stay: { from: '2026-11-18T09:00:00+01:00', to: '2026-11-20T12:00:00+01:00' },
  mainDiagnosis: asthma,
  otherDiagnoses: [eczema],
  findings: [{ heading: finding, text: 'Uten anmerkning. Čáppat!' }],
};

/** A lab report with numbers and words. */
export const aLabReport: facts.LabReport = {
  ...head,
  field: chemistry,
  requestId: documentId,
  sample: { type: serum, collected: '2026-11-21T08:00:00+01:00' },
  results: [
    { investigation: sodium, result: { value: 140.5, unit: 'mmol/L' }, reference: '137 - 145' },
    {
      investigation: sodium,
      result: { text: 'Ikke påvist' },
      deviation: { code: '1', name: 'Over øvre referansegrense', system: system(8244) },
    },
  ],
};

/** A requisition. */
export const aRequisition: facts.Requisition = {
  ...head,
  field: { code: 'LAB', name: 'Laboratoriemedisin', system: system(8202) },
  investigations: [sodium, sodium],
  sample: aLabReport.sample,
};

/** An appointment that was moved. */
export const anAppointment: facts.AppointmentPush = {
  ...message,
  change: 'moved',
  start: '2026-12-01T11:45:00',
  end: '2026-12-01T12:00:00',
  uid: documentId,
  agreementId: msgId,
  contactHerId: sender.serviceHerId,
  summary: 'Allergitest',
  location: 'Storgata 1',
};

/** A dialogue that answers another. */
export const aDialogue: facts.HealthDialogue = {
  ...message,
  answers: documentId,
  theme: { code: '6', name: 'Henvendelse om pasient', system: system(7322) },
  text: 'Hei & hå',
};

/** A prescription. */
export const aPrescription: facts.Prescription = {
  ...message,
  prescribed: '2026-11-22',
  expires: '2027-11-21',
  product: 'Ibux Tab 400 mg',
  atc: { code: 'M01AE01', name: 'Ibuprofen', system: system(7180) },
  group: 'C',
  itemNumber: '154021',
  packages: 1,
  repeats: 0,
  use: 'Mot smerter',
  dosage: '1 tablett morgen og kveld',
};

/** Its recall. */
export const aRecall: facts.Recall = {
  ...message,
  prescriptionId: documentId,
  reason: { code: '2', name: 'Seponering', system: system(7500) },
  remark: 'Ikke lenger i bruk',
};

/** The patient is ready to go home. */
export const someLogistics: facts.PatientLogistics = {
  ...message,
  event: 'readyForDischarge',
  at: genDate,
  description: 'Kan reise hjem i morgen',
};

/** A claim of two bills. */
export const aClaim: facts.PractitionerClaim = {
  ...{ msgId, genDate, sender, receiver },
  practice: '5',
  bills: [1, 2].map((number) => ({
    number: `1249${number}`,
    at: genDate,
    patient,
    diagnosis: asthma,
    tariffs: [
      { code: '3ad', ore: 17_950 },
      { code: '4a1', ore: 1 },
    ],
  })),
};

interface Built {
  readonly facts: unknown;
  readonly schema: ZodType;
  readonly xml: string;
}

/** Every kind that we build, by name: facts, their schema, the message. */
export const builtMessages: Readonly<Record<string, Built>> = {
  'referral 2.0': { facts: aReferral, schema: facts.referralSchema, xml: buildReferral2(aReferral) },
  'referral 1.1': { facts: aReferral, schema: facts.referralSchema, xml: buildReferral1(aReferral) },
  'discharge summary 1.2': {
    facts: aSummary,
    schema: facts.dischargeSummarySchema,
    xml: buildDischargeSummary(aSummary),
  },
  'lab report 1.4': { facts: aLabReport, schema: facts.labReportSchema, xml: buildLabReport(aLabReport) },
  'requisition 1.6': {
    facts: aRequisition,
    schema: facts.requisitionSchema,
    xml: buildRequisition(aRequisition),
  },
  appointment: {
    facts: anAppointment,
    schema: facts.appointmentPushSchema,
    xml: buildAppointment(anAppointment),
  },
  'health dialogue 1.1': {
    facts: aDialogue,
    schema: facts.healthDialogueSchema,
    xml: buildHealthDialogue(aDialogue),
  },
  'prescription M1': {
    facts: aPrescription,
    schema: facts.prescriptionFactsSchema,
    xml: buildPrescription(aPrescription),
  },
  'recall M5': { facts: aRecall, schema: facts.recallFactsSchema, xml: buildRecall(aRecall) },
  'patient logistics 1.6': {
    facts: someLogistics,
    schema: facts.patientLogisticsSchema,
    xml: buildPatientLogistics(someLogistics),
  },
  'practitioner claim': {
    facts: aClaim,
    schema: facts.practitionerClaimFactsSchema,
    xml: buildPractitionerClaim(aClaim),
  },
};
