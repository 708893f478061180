import { z } from 'zod';
import {
  anyDate,
  codedSchema,
  headedTextSchema,
  receivedPartySchema,
  receivedPatientSchema,
} from '../received/facts.ts';
import { filledXmlText } from '../xml-text.ts';

const head = {
  root: z.literal('Message'),
  version: z.string(),
  /** MsgInfo/Type of the others: EPIKRISE, HENVISNING, SVAR_LAB, REQ_LAB; older ones leave it out. */
  type: filledXmlText,
  msgId: filledXmlText,
  genDate: anyDate,
  sender: receivedPartySchema,
  receiver: receivedPartySchema,
  otherReceivers: z.array(receivedPartySchema),
  patient: receivedPatientSchema.optional(),
  /** ServType: N new, M changed, C cancelled. */
  serviceType: z.string(),
  issued: anyDate,
};

/** Messages that are not inside a MsgHead, told apart by `kind`. */
export const ownRootSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...head,
    kind: z.literal('Henvisning'),
    purpose: codedSchema,
    reasons: z.array(headedTextSchema),
    findings: z.array(headedTextSchema),
    diagnoses: z.array(codedSchema),
    priority: z.string().optional(),
  }),
  z.strictObject({
    ...head,
    kind: z.literal('Epikrise'),
    /** F final, and others (7306). */
    status: z.string(),
    description: z.string(),
    findings: z.array(headedTextSchema),
    diagnoses: z.array(codedSchema),
  }),
  z.strictObject({
    ...head,
    kind: z.literal('Svarrapport'),
    status: z.string(),
    description: codedSchema,
    results: z.array(
      z.strictObject({
        investigation: codedSchema.optional(),
        /** Number as written, a date, or text. */
        value: z.string().optional(),
        unit: z.string().optional(),
        reference: z.string().optional(),
        deviation: z.string().optional(),
      }),
    ),
  }),
  z.strictObject({
    ...head,
    kind: z.literal('Rekvisisjon'),
    description: codedSchema,
    investigations: z.array(codedSchema),
  }),
]);
export type OwnRootKind = z.infer<typeof ownRootSchema>['kind'];
