import { findMessage } from './received/find-message.ts';
import { checkMessage } from './message-invalid.ts';
import { msgHeadSchema, type ParsedMessage } from './message.ts';
import { parseXml } from './parse-xml.ts';
import { present } from './received/present.ts';
import { readContent } from './received/read-content.ts';
import { readMsgInfo } from './received/read-msg-info.ts';
import { readReceivedAppRec } from './received/read-received-apprec.ts';
import { childOf, childrenOf, codeOf, textOf, tokenOf, type XmlElement } from './xml-element.ts';

export type { MsgHead, ParsedMessage, ReceivedAppRec } from './message.ts';

function readDocument(document: XmlElement): object {
  const refDoc = childOf(document, 'RefDoc');
  const content = childOf(refDoc, 'Content')?.children[0];
  return {
    msgType: codeOf(refDoc, 'MsgType'),
    ...present({
      description: textOf(document, 'ContentDescription'),
      mimeType: tokenOf(refDoc, 'MimeType'),
      fileName: textOf(refDoc, 'Description'),
      fileReference: tokenOf(refDoc, 'FileReference'),
      content: content && readContent(content),
    }),
  };
}

/**
 * A message as we receive it: MsgHead 1.2 with its documents, or AppRec 1.0 or 1.1, also inside NAV's wrapper.
 * Lenient in form (foreign attributes, elements out of order), strict in what it means: throws MESSAGE_INVALID
 * for a DOCTYPE, broken XML, unknown versions, an unknown status and values that their schema does not allow.
 */
export function parseMessage(xml: string): ParsedMessage {
  const { kind, element } = findMessage(parseXml(xml));
  if (kind === 'AppRec') return readReceivedAppRec(element);
  const documents = childrenOf(element, 'Document').map(readDocument);
  return checkMessage(msgHeadSchema, { ...readMsgInfo(element), documents }, 'MsgHead');
}
