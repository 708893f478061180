import { z } from 'zod';
import { xmlDateTime } from '../xml/date-time.ts';
import { checkMessage } from '../message-invalid.ts';
import { along, tokenAt } from '../received/find-elements.ts';
import { present } from '../received/present.ts';
import { childrenOf } from '../xml-element.ts';
import type { WrittenElement } from '../xml/xml-document.ts';

/** Namespace of the ebXML 2.0 message header. */
export const ebXmlNamespace = 'http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd';

const party = z.strictObject({
  ids: z.array(z.strictObject({ type: z.string().optional(), id: z.string().min(1) })).min(1),
  role: z.string().optional(),
});

/** An ebXML 2.0 envelope: a message's header, an acknowledgement or an error. */
export const ebXmlSchema = z.strictObject({
  root: z.literal('ebXML'),
  kind: z.enum(['message', 'acknowledgement', 'error']),
  msgId: z.string().min(1),
  genDate: xmlDateTime,
  from: party,
  to: party,
  cpaId: z.string().min(1),
  conversationId: z.string().min(1),
  service: z.string().min(1),
  action: z.string().min(1),
  /** Message that is acknowledged, or found wrong. */
  refersTo: z.string().optional(),
  ackRequested: z.boolean(),
});

const typeOf = (element: WrittenElement): string | undefined =>
  element.writtenAttributes.find(([name]) => /^(.*:)?type$/.test(name))?.[1];

const readParty = (element: WrittenElement | undefined): object => ({
  ids: childrenOf(element, 'PartyId').map((one) => ({
    ...present({ type: typeOf(one) }),
    id: one.text.trim(),
  })),
  ...present({ role: tokenAt(element, 'Role') }),
});

/** The envelope in a SOAP header that has an ebXML MessageHeader. */
export function readEbXml(header: WrittenElement) {
  const message = along(header, 'MessageHeader');
  const acknowledgement = along(header, 'Acknowledgment');
  const isError = along(header, 'ErrorList') !== undefined;
  const facts = {
    root: 'ebXML',
    kind: acknowledgement ? 'acknowledgement' : isError ? 'error' : 'message',
    msgId: tokenAt(message, 'MessageData', 'MessageId'),
    genDate: tokenAt(message, 'MessageData', 'Timestamp'),
    from: readParty(along(message, 'From')),
    to: readParty(along(message, 'To')),
    cpaId: tokenAt(message, 'CPAId'),
    conversationId: tokenAt(message, 'ConversationId'),
    service: tokenAt(message, 'Service'),
    action: tokenAt(message, 'Action'),
    ...present({
      refersTo:
        tokenAt(acknowledgement, 'RefToMessageId') ?? tokenAt(message, 'MessageData', 'RefToMessageId'),
    }),
    ackRequested: along(header, 'AckRequested') !== undefined,
  };
  return checkMessage(ebXmlSchema, facts, 'ebXML envelope');
}
