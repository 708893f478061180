import { z } from 'zod';
import { zonedDateTime } from './xml/date-time.ts';
import { filledXmlText, xmlText } from './xml-text.ts';

/** HER-id as it stands in messages: digits, kept as text. */
export const herIdSchema = z.string().regex(/^[0-9]{1,10}$/, 'must be a HER-id, one to ten digits');

/** A communication party with service-based addressing: organisation (level 1) and service (level 2). */
export const partySchema = z.strictObject({
  organisationName: filledXmlText,
  organisationHerId: herIdSchema,
  /** The sender of a letter needs one. */
  organisationNumber: z
    .string()
    .regex(/^[0-9]{9}$/, 'must be an organisation number, nine digits')
    .optional(),
  serviceName: filledXmlText,
  /** The party that sends or receives. */
  serviceHerId: herIdSchema,
});
export type Party = z.infer<typeof partySchema>;

/** The person that a message is about. */
export const patientSchema = z.strictObject({
  /** Fødselsnummer or D-number, text: leading zeros count. */
  pid: z.string().regex(/^[0-9]{11}$/, 'must be eleven digits'),
  familyName: filledXmlText,
  middleName: filledXmlText.optional(),
  givenName: filledXmlText,
});
export type Patient = z.infer<typeof patientSchema>;

/** A file that goes with a letter. */
export const attachmentSchema = z.strictObject({
  title: filledXmlText,
  fileName: filledXmlText,
  mimeType: filledXmlText,
  base64: z.base64(),
});

/** A letter to a citizen: DIALOG_INNBYGGER_MELDINGSFORMIDLING 1.0, MTI. */
export const letterSchema = z.strictObject({
  msgId: z.guid(),
  genDate: zonedDateTime,
  sender: partySchema,
  receiver: partySchema,
  patient: patientSchema,
  /** Emne. */
  title: filledXmlText.max(192),
  /** Meldingsavsender. */
  senderName: filledXmlText.max(255),
  /** Meldingstekst. */
  text: xmlText,
  attachment: attachmentSchema.optional(),
  /** Whether the sender asks for delivery reports. */
  deliveryReport: z.boolean(),
  /** SvarTillatt. */
  repliesAllowed: z.boolean(),
});
export type Letter = z.infer<typeof letterSchema>;
