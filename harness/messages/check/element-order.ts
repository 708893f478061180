import { namespaces } from '../code-systems.ts';
import type { Trail } from './finding.ts';

const words = (text: string): readonly string[] => text.split(/\s+/);

/** The order that the schemas demand, of the elements around every message (facts of MsgHead 1.2 and AppRec). */
const orders: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  [namespaces.msgHead]: {
    MsgHead: words('MsgInfo Document PatientReport Signature'),
    MsgInfo: words(
      'Type MIGversion GenDate MsgId ProcessingStatus RequestedPriority Ack ConversationRef Sender Receiver OtherReceiver Patient',
    ),
    ConversationRef: words('RefToParent RefToConversation'),
    Ident: words('Id TypeId'),
    Document: words(
      'DocumentConnection ContentType ContentDescription ContentCategory Consent Annotation FromDate ToDate OidRef EnquiryRefId RefDoc',
    ),
    RefDoc: words('IssueDate MsgType Id MimeType Description Compression FileReference Content'),
  },
  ...Object.fromEntries(
    [namespaces.appRec10, namespaces.appRec11].map((namespace) => [
      namespace,
      {
        AppRec: words(
          'MsgType MIGversion SoftwareName SoftwareVersion GenDate Id Sender Receiver Status Error OriginalMsgId',
        ),
        OriginalMsgId: words('MsgType IssueDate Id'),
      },
    ]),
  ),
};

/** What an element has out of order, in words; undefined where the order is right or not known here. */
export function wrongOrder(trail: Trail): string | undefined {
  const element = trail.at(-1) ?? trail[0];
  const ofNamespace = Object.hasOwn(orders, element.namespace) ? orders[element.namespace] : undefined;
  const order =
    ofNamespace && Object.hasOwn(ofNamespace, element.name) ? ofNamespace[element.name] : undefined;
  if (order === undefined) return undefined;
  const places = element.children.map(({ name }) => order.indexOf(name)).filter((place) => place !== -1);
  const wrong = places.findIndex((place, index) => place < (places[index - 1] ?? 0));
  if (wrong === -1) return undefined;
  return `elements out of order: ${order[places[wrong] ?? 0]} must stand before ${order[places[wrong - 1] ?? 0]}`;
}
