import { z } from 'zod';
import { appRecErrorSchema, appRecSchema } from './apprec.ts';
import { xmlDateTime } from './xml/date-time.ts';
import { partySchema, patientSchema } from './letter.ts';
import { filledXmlText } from './xml-text.ts';
import type { XmlElement } from './xml-element.ts';

/** A coded value: code, code system (OID), display name, free text. */
const coded = z.strictObject({
  code: z.string().optional(),
  system: z.string().optional(),
  name: z.string().optional(),
  text: z.string().optional(),
});
export type Coded = z.infer<typeof coded>;

// Received messages leave out what ours always have, and HER-ids come with leading zeros.
const receivedParty = partySchema
  .extend({ organisationName: z.string(), organisationNumber: z.string(), serviceName: z.string() })
  .partial();
export type ReceivedParty = z.infer<typeof receivedParty>;

const receivedPatient = patientSchema
  .extend({ pid: z.string(), familyName: z.string(), middleName: z.string(), givenName: z.string() })
  .partial();
export type ReceivedPatient = z.infer<typeof receivedPatient>;

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

/** What `parseMessage` gives: told apart by `root`. */
export type ParsedMessage = MsgHead | ReceivedAppRec;
