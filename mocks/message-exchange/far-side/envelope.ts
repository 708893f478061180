import type { z } from 'zod';
import type { Message } from '../message.ts';
import type { ebXmlInfoSchema } from '../send-request.ts';

/** What `ebXmlOverrides` of the API says. */
export type EbXmlOverrides = z.infer<typeof ebXmlInfoSchema>;

/** The facts of an ebXML envelope that the API lets a client override, and the sender that follows from them. */
export const envelopeFields = [
  'fromHerId',
  'cpaId',
  'conversationId',
  'service',
  'serviceType',
  'action',
  'senderRole',
  'receiverRole',
  'applicationName',
  'applicationVersion',
  'middlewareName',
  'middlewareVersion',
  'compressPayload',
] as const;

/** An ebXML envelope as far as the far side looks at it. */
export type Envelope = Partial<Record<(typeof envelopeFields)[number], string>>;

/**
 * The envelope that the exchange makes of a message: roles, service and action are named after its type, as profiles
 * in Norway name them, unless the client overrides them.
 * @param level1HerId HER-id of the organisation above a party
 */
export function envelopeOf(
  message: Pick<Message, 'id' | 'senderHerId' | 'type'>,
  overrides: EbXmlOverrides,
  level1HerId: (herId: number) => number,
): Envelope {
  const { useSenderLevel1HerId, compressPayload, ...texts } = overrides ?? {};
  const given = Object.entries(texts).filter(([, text]) => typeof text === 'string');
  const from = useSenderLevel1HerId === true ? level1HerId(message.senderHerId) : message.senderHerId;
  return {
    cpaId: 'KITH-GenericCPAId',
    conversationId: message.id,
    service: `${message.type}-S`,
    action: message.type,
    senderRole: `${message.type}sender`,
    receiverRole: `${message.type}receiver`,
    ...(Object.fromEntries(given) as Envelope),
    fromHerId: String(from),
    compressPayload: String(compressPayload ?? false),
  };
}
