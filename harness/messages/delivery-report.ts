import { z } from 'zod';
import { xmlDateTime, zonedDateTime } from './xml/date-time.ts';
import { partySchema, patientSchema } from './letter.ts';
import { xmlText } from './xml-text.ts';

/** What the portal tells the sender about a letter: Leveringsrapport 1.0, LRP. */
export const deliveryReportSchema = z.strictObject({
  msgId: z.guid(),
  genDate: zonedDateTime,
  /** MsgId of the letter that it reports on. */
  letterMsgId: z.guid(),
  sender: partySchema,
  receiver: partySchema,
  patient: patientSchema,
  /** Formidlingskanal; `system` is the OID of its code system (7616). */
  channel: z.strictObject({ code: xmlText, name: xmlText, system: xmlText }),
  /** When the letter was delivered in that channel; absent when it was not. */
  delivered: xmlDateTime.optional(),
  failures: z.array(z.strictObject({ at: xmlDateTime, type: xmlText, details: xmlText })),
  /** Notifications (SMS, mail) about the letter that failed. */
  notificationFailures: z
    .array(z.strictObject({ at: xmlDateTime, system: xmlText, channel: xmlText, details: xmlText }))
    .optional(),
  /** Paper only: received by the print supplier, earlier than delivered. */
  receivedByPost: xmlDateTime.optional(),
  /** Paper only: returned to sender. */
  returned: xmlDateTime.optional(),
});
export type DeliveryReport = z.infer<typeof deliveryReportSchema>;
