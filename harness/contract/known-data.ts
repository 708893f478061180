import type { Roster } from '#harness/common/roster.ts';
import { buildAppRec } from '#harness/messages/build-apprec.ts';
import { buildLetter } from '#harness/messages/build-letter.ts';
import { letterType } from '#harness/messages/code-systems.ts';
import { messageParty } from '#harness/messages/message-party.ts';
import type { Overlay } from './apply-overlay.ts';

/** Documents that the exchange must take: a letter, one without an address for patients, and an AppRec. */
export interface KnownDocuments {
  /** As base64. */
  readonly documents: readonly string[];
  readonly senderHerId: number;
  /** The one receiver of each. */
  readonly receiverHerId: number;
}

const genDate = '2026-11-22T08:00:00+01:00';

/** The documents, between the roster's parties in the roles sender and receiver. */
export function knownDocuments(roster: Roster): KnownDocuments {
  const herIdOf = (role: string): string =>
    roster.parties.find((party) => party.role === role)?.herId ?? missing(role);
  const [sender, receiver] = [herIdOf('sender'), herIdOf('receiver')];
  const [citizen] = roster.people;
  if (citizen === undefined) return missing('citizen');
  const { pid, givenName, familyName } = citizen;
  const parties = {
    genDate,
    sender: messageParty(roster.parties, sender),
    receiver: messageParty(roster.parties, receiver),
  };
  const letter = (msgId: string, repliesAllowed: boolean): string =>
    buildLetter({
      ...parties,
      msgId,
      patient: { pid, givenName, familyName },
      title: 'Innkalling til time',
      senderName: 'Avsender',
      text: 'Du har fått time.',
      deliveryReport: false,
      repliesAllowed,
    });
  const receipt = buildAppRec({
    ...parties,
    id: '6f1f3c52-8b6e-4f0a-8f7d-7f0d4e4b9a12',
    status: 'Ok',
    errors: [],
    original: { msgType: letterType.V, genDate, msgId: '0c8f7a52-1c1e-4f0a-8f7d-7f0d4e4b9a13' },
  });
  const xml = [
    letter('2b8f7a52-1c1e-4f0a-8f7d-7f0d4e4b9a10', false),
    letter('2b8f7a52-1c1e-4f0a-8f7d-7f0d4e4b9a11', true),
    receipt,
  ];
  return {
    documents: xml.map((text) => Buffer.from(text).toString('base64')),
    senderHerId: Number(sender),
    receiverHerId: Number(receiver),
  };
}

/** What a schema can't say of itself: which texts are readable documents, and who receives them. */
export function knownDataOverlay({ documents, senderHerId, receiverHerId }: KnownDocuments): Overlay {
  return {
    overlay: '1.0.0',
    info: { title: 'Data of this run', version: '1' },
    actions: [
      {
        target: '$.components.schemas.PostMessageRequest.properties',
        description: 'A document must be a message between parties that there are.',
        update: {
          businessDocument: { enum: documents, example: documents[0] },
          receiverHerIdsSubset: { items: { enum: [receiverHerId] } },
        },
      },
      {
        target: "$.paths['/Messages'].get.parameters[?@.name == 'ReceiverHerIds'].schema.items",
        description: 'A token is good for the HER-ids of its own organisation.',
        update: { enum: [senderHerId, receiverHerId] },
      },
      {
        target: "$.paths['/Messages'].post.responses['201'].links",
        description: 'Who received what was sent can answer it, and mark it.',
        update: {
          answer: { parameters: { appRecSenderHerId: receiverHerId } },
          read: { parameters: { herId: receiverHerId } },
        },
      },
    ],
  };
}

function missing(role: string): never {
  throw new Error(`The roster of the contract test has no ${role}.`);
}
