import { z } from 'zod';
import { xmlDateTime, zonedDateTime } from './xml/date-time.ts';
import { partySchema } from './letter.ts';
import { filledXmlText, xmlText } from './xml-text.ts';

/** One reason why a message, or a part of it, was not accepted. */
export const appRecErrorSchema = z.strictObject({
  code: filledXmlText,
  /** OID: general errors 8221, or a receiver group's own list. */
  codeSystem: filledXmlText,
  description: xmlText.optional(),
  /** Free text, or the id of the part that is wrong. */
  text: xmlText.optional(),
});

/** Application receipt: what the receiving system says to one message. */
export const appRecSchema = z.strictObject({
  version: z.enum(['1.0', '1.1']).default('1.1'),
  id: z.guid(),
  genDate: zonedDateTime,
  sender: partySchema,
  receiver: partySchema,
  status: z.enum(['Ok', 'Rejected', 'OkErrorInMessagePart']),
  errors: z.array(appRecErrorSchema),
  original: z.strictObject({
    /** MsgInfo/Type of the message that is answered. */
    msgType: filledXmlText,
    /** Its GenDate, as it stood there. */
    genDate: xmlDateTime,
    msgId: filledXmlText,
  }),
});
/** `version` may be left out: 1.1. */
export type AppRec = z.input<typeof appRecSchema>;
