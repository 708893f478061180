import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '#harness/common/clock.ts';
import type { Roster } from '#harness/common/roster.ts';
import { buildLetter } from '#harness/messages/build-letter.ts';
import { letterSchema, type Letter, type Party, type Patient } from '#harness/messages/letter.ts';
import type { ExchangeClient } from '#mocks/kit/exchange-client.ts';
import { messageParty } from '#harness/messages/message-party.ts';
import type { FoundReceiver } from './find-receiver.ts';
import type { SentLetter, SentLetters } from './sent-letters.ts';

const { patient, attachment, title, senderName, text, msgId: guid } = letterSchema.shape;

/** The body of `POST /letters`. Patient by role or in full; the receiver is the roster's when not given. */
export const letterRequestSchema = z
  .strictObject({
    receiverHerId: z
      .string()
      .regex(/^[1-9][0-9]{0,9}$/)
      .optional(),
    patientRole: z.string().optional(),
    patient: patient.optional(),
    title,
    senderName,
    text,
    attachment,
    msgId: guid.optional(),
  })
  .refine((body) => (body.patient === undefined) !== (body.patientRole === undefined), {
    message: 'needs either patient or patientRole',
  });
export type LetterRequest = z.infer<typeof letterRequestSchema>;

export interface Dispatch {
  readonly exchange: ExchangeClient;
  readonly findReceiver: (herId: string) => Promise<FoundReceiver>;
  readonly roster: Roster;
  readonly letters: SentLetters;
  readonly clock: Clock;
}
export type DispatchResult =
  | { readonly outcome: 'sent'; readonly letter: SentLetter }
  | {
      readonly outcome: 'rejected';
      readonly code: 'unknown-receiver' | 'inactive-receiver';
      readonly letter: SentLetter;
    }
  | { readonly outcome: 'wrong-request'; readonly message: string };

/**
 * Sends one letter: looks the receiver up, builds the message, hands it to the exchange, remembers it. A letter to
 * somebody whom the register does not have is remembered as refused.
 * @throws HarnessError when the register or the exchange fails; the letter is then not remembered
 */
export async function sendLetter(dispatch: Dispatch, request: LetterRequest): Promise<DispatchResult> {
  const { roster, letters, exchange } = dispatch;
  const sender = roster.parties.find(({ role }) => role === 'sender')?.herId;
  const herId = request.receiverHerId ?? roster.parties.find(({ role }) => role === 'receiver')?.herId;
  const person = request.patient ?? rosterPatient(roster, request.patientRole);
  if (sender === undefined) return wrong('The roster has no party with the role sender.');
  if (herId === undefined)
    return wrong('receiverHerId is needed: the roster has no party with the role receiver.');
  if (person === undefined) return wrong('patientRole must be the role of a person on the roster.');

  const receiver = await dispatch.findReceiver(herId);
  const draft = draftOf(request, person, dispatch.clock.now());
  if (receiver.outcome !== 'found') {
    const refusal = refusals[receiver.outcome];
    const letter = { ...draft, receiverName: `HER-id ${herId}`, transport: undefined, refusal };
    letters.add(letter);
    return { outcome: 'rejected', code: receiver.outcome, letter };
  }
  const message = messageOf(request, draft, messageParty(roster.parties, sender), receiver.party, person);
  // Remembered before it leaves: its receipt may be here before the exchange has answered.
  const letter = { ...draft, receiverName: receiver.party.organisationName };
  letters.add(letter);
  try {
    const exchangeId = await exchange.send(buildLetter(message));
    letters.change(letter.id, { exchangeId });
    return { outcome: 'sent', letter: { ...letter, exchangeId } };
  } catch (error) {
    letters.remove(letter.id);
    throw error;
  }
}

/** What the record system tells its user about a letter that it cannot send. */
export const refusals = {
  'unknown-receiver': 'Mottakeren finnes ikke i Adresseregisteret. Brevet er ikke sendt.',
  'inactive-receiver': 'Mottakeren er ikke lenger aktiv i Adresseregisteret. Brevet er ikke sendt.',
} as const;

const wrong = (message: string): DispatchResult => ({ outcome: 'wrong-request', message });

const draftOf = (request: LetterRequest, person: Patient, now: Date): SentLetter => ({
  id: randomUUID(),
  msgId: request.msgId ?? randomUUID(),
  title: request.title,
  patientName: fullName(person),
  receiverName: '',
  sentAt: now,
  exchangeId: undefined,
  transport: 'Unconfirmed',
  refusal: undefined,
  receipt: undefined,
  delivery: undefined,
});

const messageOf = (
  { title, senderName, text, attachment }: LetterRequest,
  { msgId, sentAt }: SentLetter,
  sender: Party,
  receiver: Party,
  patient: Patient,
): Letter => ({
  ...{ msgId, title, senderName, text, sender, receiver, patient },
  ...(attachment === undefined ? {} : { attachment }),
  genDate: sentAt.toISOString(),
  deliveryReport: true,
  repliesAllowed: false,
});

/** A person's name as it is written in pages. */
export const fullName = ({ givenName, middleName, familyName }: Omit<Patient, 'pid'>): string =>
  [givenName, middleName, familyName].filter(Boolean).join(' ');

function rosterPatient({ people }: Roster, role: string | undefined): Patient | undefined {
  const person = people.find((candidate) => candidate.role === role);
  if (person === undefined) return undefined;
  const { pid, familyName, middleName, givenName } = person;
  return { pid, familyName, middleName, givenName };
}
