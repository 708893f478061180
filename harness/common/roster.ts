import { z } from 'zod';

/** Who a person or system is in a scenario: `citizen`, `other-citizen`, `sender`. */
const role = z.string().regex(/^[a-z][a-z0-9-]*$/);
/** HER-id as it stands in messages: digits, kept as text. */
const herId = z.string().regex(/^[1-9][0-9]{0,9}$/);

export const personSchema = z.strictObject({
  role,
  /** Synthetic fødselsnummer: month +80 or +65. */
  pid: z.string().regex(/^[0-9]{11}$/),
  familyName: z.string(),
  middleName: z.string().optional(),
  givenName: z.string(),
});

export const communicationPartySchema = z.strictObject({
  herId,
  role: role.optional(),
  name: z.string(),
  type: z.enum(['Organization', 'Service', 'Person']),
  /** The organisation above; absent for the organisation itself. */
  parentHerId: herId.optional(),
  organisationNumber: z
    .string()
    .regex(/^[0-9]{9}$/)
    .optional(),
  active: z.boolean().default(true),
  /** E_EDI address; `meldingstjener-api@…` means that the party uses the REST API. */
  ediAddress: z.string().optional(),
});

/** The synthetic identities of an environment (environments/rosters/*.yaml). */
export const rosterSchema = z.strictObject({
  people: z.array(personSchema),
  parties: z.array(communicationPartySchema),
});
export type Roster = z.infer<typeof rosterSchema>;
export type Person = z.infer<typeof personSchema>;
export type CommunicationParty = z.infer<typeof communicationPartySchema>;

/** A letter that already lies there, delivered, receipted and opened, so that reading it changes nothing. */
export const standingLetterSchema = z.strictObject({
  /** The name that scenarios use: `standing: 'letter'`. */
  record: z.string(),
  /** Roles of the roster. */
  citizen: role,
  sender: role,
  receiver: role,
  /** Id in the message exchange (GUID), MsgId of the document, id at the portal. */
  exchangeId: z.guid(),
  msgId: z.guid(),
  portalId: z.guid(),
  /** Id of the AppRec message and MsgId of the delivery report. */
  appRecId: z.guid(),
  sentAt: z.iso.datetime({ offset: true }),
  title: z.string(),
  senderName: z.string(),
  text: z.string(),
  attachment: z.strictObject({ title: z.string(), fileName: z.string() }),
});
export const standingSchema = z.strictObject({ letters: z.array(standingLetterSchema) });
export type Standing = z.infer<typeof standingSchema>;
export type StandingLetter = z.infer<typeof standingLetterSchema>;
