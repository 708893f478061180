import { z } from 'zod';
import { appRecErrorSchema, appRecSchema } from './apprec.ts';
import { xmlDateTime } from './xml/date-time.ts';
import { filledXmlText } from './xml-text.ts';
import { appointmentSchema } from './kinds/appointment.ts';
import { careServiceSchema } from './kinds/care-service.ts';
import type { collaborationSchema } from './kinds/collaboration.ts';
import type { ebXmlSchema } from './kinds/ebxml.ts';
import type { ownRootSchema } from './kinds/own-root.ts';
import { practitionerClaimSchema } from './kinds/practitioner-claim.ts';
import { prescriptionSchema, recallSchema } from './kinds/prescription.ts';
import { referral2Schema } from './kinds/referral-2.ts';
import type { soapSchema } from './kinds/soap.ts';
import {
  codedSchema as coded,
  receivedPartySchema as receivedParty,
  receivedPatientSchema as receivedPatient,
} from './received/facts.ts';
import type { XmlElement } from './xml-element.ts';
import type { XmlDocument } from './xml/xml-document.ts';

export type { Coded, ReceivedParty, ReceivedPatient } from './received/facts.ts';

const bool = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1');

const content = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('Dialogmelding'),
    version: z.enum(['1.0', '1.1']),
    requests: z.array(z.strictObject({ type: coded, question: z.string().optional() })),
    notes: z.array(z.strictObject({ theme: coded, text: z.string().optional() })),
  }),
  z.strictObject({
    kind: z.literal('MeldingInnbygger'),
    title: filledXmlText.max(192),
    senderName: filledXmlText.max(255),
    text: z.string(),
    repliesAllowed: bool,
  }),
  z.strictObject({
    kind: z.literal('Videreformidling'),
    /** Channels that the sender allows; absent when receivers are limited instead (Mottakeravgrensning). */
    channels: z.strictObject({ helsenorge: bool, digitalMailbox: bool, paper: bool }).optional(),
    deliveryReport: bool,
  }),
  z.strictObject({
    kind: z.literal('Leveringsrapport'),
    channel: coded,
    delivered: xmlDateTime.optional(),
    failures: z.array(z.strictObject({ at: xmlDateTime, type: z.string(), details: z.string() })),
    notificationFailures: z.array(
      z.strictObject({ at: xmlDateTime, system: z.string(), channel: z.string(), details: z.string() }),
    ),
    receivedByPost: xmlDateTime.optional(),
    returned: xmlDateTime.optional(),
  }),
  referral2Schema,
  careServiceSchema,
  prescriptionSchema,
  recallSchema,
  practitionerClaimSchema,
  appointmentSchema,
  z.strictObject({ kind: z.literal('file'), base64: z.base64() }),
  z.strictObject({ kind: z.literal('other'), element: z.custom<XmlElement>() }),
]);
export type DocumentContent = z.infer<typeof content>;

/** A MsgHead 1.2 as received. */
export const msgHeadSchema = z.strictObject({
  root: z.literal('MsgHead'),
  /** MsgInfo/Type. */
  type: filledXmlText,
  msgId: filledXmlText,
  genDate: xmlDateTime,
  /** `J` asks for an AppRec. */
  ack: z.string().optional(),
  conversationRef: z.strictObject({ parent: filledXmlText, conversation: filledXmlText }).optional(),
  sender: receivedParty,
  receiver: receivedParty,
  otherReceivers: z.array(receivedParty),
  patient: receivedPatient.optional(),
  documents: z.array(
    z.strictObject({
      description: z.string().optional(),
      /** `XML`, `A` (file), `REF`. */
      msgType: filledXmlText,
      mimeType: z.string().optional(),
      fileName: z.string().optional(),
      fileReference: z.string().optional(),
      /** Absent where the document is a reference. */
      content: content.optional(),
    }),
  ),
});
export type MsgHead = z.infer<typeof msgHeadSchema>;

/** An application receipt as received. */
export const receivedAppRecSchema = appRecSchema.extend({
  root: z.literal('AppRec'),
  version: z.enum(['1.0', '1.1']),
  id: filledXmlText,
  genDate: xmlDateTime,
  sender: receivedParty,
  receiver: receivedParty,
  errors: z.array(appRecErrorSchema.partial({ codeSystem: true })),
});
export type ReceivedAppRec = z.infer<typeof receivedAppRecSchema>;

export type OwnRootMessage = z.infer<typeof ownRootSchema>;
export type EbXmlEnvelope = z.infer<typeof ebXmlSchema>;
export type SoapAnswer = z.infer<typeof soapSchema>;
export type Collaboration = z.infer<typeof collaborationSchema>;

/** What `parseMessage` gives: told apart by `root`, with the whole document, so that nothing is lost. */
export type ParsedMessage = (
  MsgHead | ReceivedAppRec | OwnRootMessage | EbXmlEnvelope | SoapAnswer | Collaboration
) & { readonly document: XmlDocument };
