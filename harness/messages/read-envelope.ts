import { z } from 'zod';
import { appRecSchema } from './apprec.ts';
import { xmlDateTime } from './xml/date-time.ts';
import { findMessage } from './received/find-message.ts';
import { herIdSchema } from './letter.ts';
import { checkMessage, messageInvalid } from './message-invalid.ts';
import type { ReceivedParty } from './received/facts.ts';
import { present } from './received/present.ts';
import { readHead } from './received/read-head.ts';
import { readOwnRoot } from './received/read-own-root.ts';
import { readMsgInfoEnvelope } from './received/read-msg-info.ts';
import { readReceivedAppRec } from './received/read-received-apprec.ts';
import { filledXmlText } from './xml-text.ts';

const envelopeSchema = z.strictObject({
  root: z.enum(['MsgHead', 'AppRec', 'Message']),
  /** MsgInfo/Type, or APPREC. */
  type: filledXmlText,
  msgId: filledXmlText,
  genDate: xmlDateTime,
  /** The party that sends: level 2 where there is one. */
  senderHerId: herIdSchema,
  senderOrganisationHerId: herIdSchema.optional(),
  /** Level 2 where there is one: Receiver, then OtherReceiver (copies). */
  receiverHerIds: z.array(herIdSchema).min(1),
  /** AppRec: MsgId of the message that it answers, and what it says. */
  originalMsgId: filledXmlText.optional(),
  status: appRecSchema.shape.status.optional(),
});
/** What the message exchange needs to know of a message in order to carry it. */
export type Envelope = z.infer<typeof envelopeSchema>;

function herIdOf(party: ReceivedParty, who: string): string {
  const herId = party.serviceHerId ?? party.organisationHerId;
  if (herId === undefined) throw messageInvalid(`The message has no HER-id for its ${who}.`);
  return herId;
}

function readFacts(xml: string): object {
  const { kind, element } = findMessage(readHead(xml));
  if (kind === 'AppRec') {
    const { root, id, genDate, sender, receiver, original, status } = readReceivedAppRec(element);
    return {
      ...{ root, type: 'APPREC', msgId: id, genDate, status, originalMsgId: original.msgId },
      senderHerId: herIdOf(sender, 'sender'),
      ...present({ senderOrganisationHerId: sender.organisationHerId }),
      receiverHerIds: [herIdOf(receiver, 'receiver')],
    };
  }
  const { root, type, msgId, genDate, sender, receiver, otherReceivers } =
    kind === 'Message' ? readOwnRoot(element) : readMsgInfoEnvelope(element);
  return {
    ...{ root, type, msgId, genDate, senderHerId: herIdOf(sender, 'sender') },
    ...present({ senderOrganisationHerId: sender.organisationHerId }),
    receiverHerIds: [
      herIdOf(receiver, 'receiver'),
      ...otherReceivers.map((party) => herIdOf(party, 'other receiver')),
    ],
  };
}

/**
 * The envelope of a message, fast: only MsgInfo of a MsgHead is read, AppRec and Message whole. Throws MESSAGE_INVALID
 * as `parseMessage` does for the part that it reads, and where a HER-id is missing.
 */
export function readEnvelope(xml: string): Envelope {
  return checkMessage(envelopeSchema, readFacts(xml), 'envelope');
}
