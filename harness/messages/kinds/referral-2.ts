import { z } from 'zod';
import { anyDate, codedSchema, headedTextSchema } from '../received/facts.ts';
import { along, tokenAt, valueAt, within } from '../received/find-elements.ts';
import { present } from '../received/present.ts';
import { readCoded } from '../received/read-coded.ts';
import { readConcepts, readHeadedTexts, readItems } from '../received/read-clinical.ts';
import type { XmlElement } from '../xml-element.ts';

/** Referral 2.0, inside a MsgHead. */
export const referral2Schema = z.strictObject({
  kind: z.literal('Henvisning'),
  version: z.literal('2.0'),
  /** ServType: N new, M changed, C cancelled. */
  serviceType: z.string(),
  issued: anyDate,
  documentId: z.string(),
  /** What the referral asks for (8455). */
  purpose: codedSchema,
  reasons: z.array(headedTextSchema),
  findings: z.array(headedTextSchema),
  diagnoses: z.array(codedSchema),
  priority: z.string().optional(),
});

/** A referral 2.0, yet to be checked by `referral2Schema`. */
export function readReferral2(referral: XmlElement): object {
  return {
    kind: 'Henvisning',
    version: '2.0',
    serviceType: valueAt(referral, 'ServType'),
    issued: tokenAt(referral, 'IssueDate'),
    documentId: tokenAt(referral, 'DocumentId'),
    purpose: readCoded(along(referral, 'TypeInnholdIMelding', 'TypeInnhold')),
    reasons: readHeadedTexts(within(referral, 'ReasonAsText')),
    findings: readItems(referral),
    diagnoses: readConcepts(referral, 'Diagnosis'),
    ...present({ priority: valueAt(referral, 'ReqServ', 'Priority') }),
  };
}
