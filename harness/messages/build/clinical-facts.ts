import { z } from 'zod';
import { partySchema, patientSchema } from '../letter.ts';
import { zonedDateTime } from '../xml/date-time.ts';
import { filledXmlText, xmlText } from '../xml-text.ts';

/** A code with its name; `system` is an OID. */
export const codeSchema = z.strictObject({ code: filledXmlText, name: filledXmlText, system: filledXmlText });
export type Code = z.infer<typeof codeSchema>;

/** A text under a coded heading. */
export const headedSchema = z.strictObject({ heading: codeSchema, text: xmlText });

/** What every clinical message has. */
export const clinicalHeadSchema = z.strictObject({
  msgId: z.guid(),
  genDate: zonedDateTime,
  sender: partySchema,
  receiver: partySchema,
  patient: patientSchema,
  /** ServType: new, changed, cancelled. */
  status: z.enum(['N', 'M', 'C']),
  /** Of the document inside, which outlives the message. */
  documentId: filledXmlText,
});
export type ClinicalHead = z.infer<typeof clinicalHeadSchema>;

const localOrUtc = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?$/, 'must be local time or end in Z');
const plainDate = z.iso.date();

/** A referral, 1.1 or 2.0. */
export const referralSchema = clinicalHeadSchema.extend({
  /** 2.0: a new condition, or passed on. */
  type: z.enum(['HENVISNING_NYTILSTAND', 'HENVISNING_VIDERE']).default('HENVISNING_NYTILSTAND'),
  /** What it asks for (8455). */
  purpose: codeSchema,
  /** Headings of 8231. */
  reasons: z.array(headedSchema),
  /** Kinds of 8233. */
  findings: z.array(headedSchema),
  diagnoses: z.array(codeSchema),
  priority: codeSchema,
});
export type Referral = z.input<typeof referralSchema>;

/** A discharge summary (epikrise) of one stay. */
export const dischargeSummarySchema = clinicalHeadSchema.extend({
  description: filledXmlText,
  stay: z.strictObject({ from: zonedDateTime, to: zonedDateTime }),
  mainDiagnosis: codeSchema,
  otherDiagnoses: z.array(codeSchema),
  findings: z.array(headedSchema),
});
export type DischargeSummary = z.infer<typeof dischargeSummarySchema>;

/** A lab report (svarrapport) on one sample. */
export const labReportSchema = clinicalHeadSchema.extend({
  /** Field of the laboratory, e.g. CLIN. */
  field: codeSchema,
  /** The request that it answers. */
  requestId: filledXmlText,
  sample: z.strictObject({ type: codeSchema, collected: zonedDateTime }),
  results: z
    .array(
      z.strictObject({
        investigation: codeSchema,
        /** A number with its unit, or words. */
        result: z.union([
          z.strictObject({ value: z.number(), unit: filledXmlText }),
          z.strictObject({ text: filledXmlText }),
        ]),
        reference: filledXmlText.optional(),
        deviation: codeSchema.optional(),
      }),
    )
    .min(1),
});
export type LabReport = z.infer<typeof labReportSchema>;

/** A lab requisition (rekvisisjon) of one sample. */
export const requisitionSchema = clinicalHeadSchema.extend({
  field: codeSchema,
  investigations: z.array(codeSchema).min(1),
  sample: z.strictObject({ type: codeSchema, collected: zonedDateTime }),
});
export type Requisition = z.infer<typeof requisitionSchema>;

const messageSchema = clinicalHeadSchema.omit({ status: true, documentId: true });

/** An appointment pushed to the citizen (Avtaleutsending 1.0), as xCal. */
export const appointmentPushSchema = messageSchema.extend({
  change: z.enum(['confirmed', 'moved', 'cancelled', 'missed']),
  start: localOrUtc,
  end: localOrUtc,
  uid: z.guid(),
  /** Of the agreement; survives moves. */
  agreementId: z.guid().optional(),
  contactHerId: z.string().regex(/^\d{1,10}$/, 'must be a HER-id'),
  summary: filledXmlText.optional(),
  location: filledXmlText.optional(),
});
export type AppointmentPush = z.infer<typeof appointmentPushSchema>;

/** A dialogue between health services (DIALOG_HELSEFAGLIG, 1.1). */
export const healthDialogueSchema = messageSchema.extend({
  /** MsgId of the message that it answers, which began the conversation. */
  answers: z.guid().optional(),
  /** Of 7322. */
  theme: codeSchema,
  text: xmlText,
});
export type HealthDialogue = z.infer<typeof healthDialogueSchema>;

/** Recall of a prescription (M5). */
export const recallFactsSchema = messageSchema.extend({
  prescriptionId: z.guid(),
  /** Of 7500. */
  reason: codeSchema,
  remark: filledXmlText.optional(),
});
export type Recall = z.infer<typeof recallFactsSchema>;

/** A prescription of a medicine by package (M1), unsigned. */
export const prescriptionFactsSchema = messageSchema.extend({
  prescribed: plainDate,
  expires: plainDate,
  product: filledXmlText,
  atc: codeSchema,
  /** Reseptgruppe. */
  group: z.enum(['A', 'B', 'C', 'F']),
  itemNumber: z.string().regex(/^\d{6}$/, 'must be six digits'),
  packages: z.number().int().min(1),
  repeats: z.number().int().min(0),
  use: filledXmlText,
  dosage: filledXmlText,
});
export type Prescription = z.infer<typeof prescriptionFactsSchema>;

/** Where a patient is in the hospital, told to the municipality (PLO 1.6). */
export const patientLogisticsSchema = messageSchema.extend({
  event: z.enum(['admitted', 'readyForDischarge']),
  at: zonedDateTime,
  description: xmlText.optional(),
});
export type PatientLogistics = z.infer<typeof patientLogisticsSchema>;

/** A practitioner's claim for settlement (BKM); amounts in NOK with two decimals. */
export const practitionerClaimFactsSchema = messageSchema.omit({ patient: true }).extend({
  practice: filledXmlText,
  bills: z
    .array(
      z.strictObject({
        number: filledXmlText,
        at: zonedDateTime,
        patient: patientSchema,
        diagnosis: codeSchema,
        tariffs: z.array(z.strictObject({ code: filledXmlText, ore: z.number().int().min(0) })).min(1),
      }),
    )
    .min(1),
});
export type PractitionerClaim = z.infer<typeof practitionerClaimFactsSchema>;
