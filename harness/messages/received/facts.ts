import { z } from 'zod';
import { partySchema, patientSchema } from '../letter.ts';

/** A coded value: code, code system (OID), display name, free text. */
export const codedSchema = z.strictObject({
  code: z.string().optional(),
  system: z.string().optional(),
  name: z.string().optional(),
  text: z.string().optional(),
});
export type Coded = z.infer<typeof codedSchema>;

// Received messages leave out what ours always have, and HER-ids come with leading zeros.
/** A sender or receiver as received. */
export const receivedPartySchema = partySchema
  .extend({
    organisationName: z.string(),
    organisationNumber: z.string(),
    serviceName: z.string(),
    /** Level 2 is a health professional, not a service: the name is a person's. */
    isPerson: z.literal(true),
  })
  .partial();
export type ReceivedParty = z.infer<typeof receivedPartySchema>;

/** The party as our own messages have it, whether a service or a person. */
export function plainParty(party: ReceivedParty): Omit<ReceivedParty, 'isPerson'> {
  const plain = { ...party };
  delete plain.isPerson;
  return plain;
}

/** The person that a received message is about. */
export const receivedPatientSchema = patientSchema
  .extend({ pid: z.string(), familyName: z.string(), middleName: z.string(), givenName: z.string() })
  .partial();
export type ReceivedPatient = z.infer<typeof receivedPatientSchema>;

/** A heading with its text, as clinical messages give reasons and findings. */
export const headedTextSchema = z.strictObject({ heading: codedSchema, text: z.string() });

const date = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?)?)?)?(Z|[+-]\d\d:\d\d)?$/;

/** A point in time of any precision, from a year to an instant, as clinical messages have it. */
export const anyDate = z.string().regex(date, 'must be a date, or a date and time');
