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
  /** What this person is for; leases say who uses it for what. */
  purpose: z.string().optional(),
});

/** What the address register alone tells of a party. All of it may be left out. */
const registeredDetails = {
  /** AMQP queues of the party, without the ending: `_async`, `_sync`, `_error` and `_syncreply` are put to it. */
  amqpAddress: z.string().optional(),
  /** Other electronic addresses by their code: mail, telephone, fax, web page, FHIR endpoint. */
  otherAddresses: z
    .partialRecord(z.enum(['E_EPO', 'E_TLF', 'E_FAX', 'E_URL', 'E_FHIR']), z.string())
    .optional(),
  physicalAddresses: z
    .array(
      z.strictObject({
        /** PST is the postal address, RES the visiting address. */
        type: z.enum(['PST', 'RES']),
        street: z.string().optional(),
        postbox: z.string().optional(),
        postalCode: z.string().regex(/^[0-9]{4}$/),
        city: z.string(),
      }),
    )
    .optional(),
  municipality: z.strictObject({ code: z.string().regex(/^[0-9]{4}$/), name: z.string() }).optional(),
  /** Organisations: code of list 9040. */
  businessType: z.strictObject({ code: z.string(), name: z.string() }).optional(),
  /** Services: code of a list of service-based addressing (8658, 8666 …). */
  serviceCode: z.strictObject({ oid: z.int(), code: z.string(), name: z.string() }).optional(),
  /** Persons: number in the register of health personnel. */
  hprNumber: z
    .string()
    .regex(/^[1-9][0-9]{0,8}$/)
    .optional(),
  /**
   * What is wrong with the certificates of the party. A party that has none of its own has those of the organisation
   * above; `valid` and every fault give it its own, `none` takes them away.
   */
  certificates: z
    .enum(['valid', 'expired', 'untrusted-issuer', 'wrong-key-usage', 'wrong-policy', 'none'])
    .optional(),
  /** Processes of the party's CPP, by name, version and the party's role in them. */
  processes: z.array(z.strictObject({ name: z.string(), version: z.string(), role: z.string() })).optional(),
};

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
  ...registeredDetails,
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
