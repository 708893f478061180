import { findMessage } from './received/find-message.ts';
import { checkMessage } from './message-invalid.ts';
import {
  msgHeadSchema,
  type MsgHead,
  type OwnRootMessage,
  type ParsedMessage,
  type ReceivedAppRec,
} from './message.ts';
import { collaborationKinds, collaborationNamespace, readCollaboration } from './kinds/collaboration.ts';
import { ebXmlNamespace, readEbXml } from './kinds/ebxml.ts';
import { readSoap, soapVersions } from './kinds/soap.ts';
import { parseXmlDocument } from './parse-xml.ts';
import { present } from './received/present.ts';
import { readContent } from './received/read-content.ts';
import { readMsgInfo } from './received/read-msg-info.ts';
import { readOwnRoot } from './received/read-own-root.ts';
import { readReceivedAppRec } from './received/read-received-apprec.ts';
import { writeDocument } from './xml/write-document.ts';
import type { WrittenElement } from './xml/xml-document.ts';
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

function readBusinessMessage(root: WrittenElement): MsgHead | ReceivedAppRec | OwnRootMessage {
  const { kind, element } = findMessage(root);
  if (kind === 'AppRec') return readReceivedAppRec(element);
  if (kind === 'Message') return readOwnRoot(element);
  const documents = childrenOf(element, 'Document').map(readDocument);
  return checkMessage(msgHeadSchema, { ...readMsgInfo(element), documents }, 'MsgHead');
}

function readAny(root: WrittenElement) {
  if (root.name === 'Envelope' && Object.hasOwn(soapVersions, root.namespace)) {
    const header = childOf(root, 'Header');
    const isEbXml = header?.children.some(
      ({ name, namespace }) => name === 'MessageHeader' && namespace === ebXmlNamespace,
    );
    return header && isEbXml ? readEbXml(header) : readSoap(root);
  }
  if (root.namespace === collaborationNamespace && Object.hasOwn(collaborationKinds, root.name)) {
    return readCollaboration(root);
  }
  return readBusinessMessage(root);
}

/**
 * A message as we receive it, told apart by `root`: MsgHead 1.2 with its documents, AppRec 1.0 or 1.1, `Message`
 * (Henvisning 1.x, Epikrise, Svarrapport, Rekvisisjon), these also inside NAV's wrapper; an ebXML envelope, another
 * SOAP envelope, a collaboration profile or agreement. Lenient in form (foreign attributes, unknown parts, elements out
 * of order), strict in what it means: throws MESSAGE_INVALID for a DOCTYPE, broken XML, unknown versions, an unknown
 * status and values that their schema does not allow. `rebuildMessage` writes it again.
 */
export function parseMessage(xml: string): ParsedMessage {
  const document = parseXmlDocument(xml);
  return { ...readAny(document.root), document };
}

/** The message as XML again, canonically the same as what was read: comments, prefixes and unknown parts too. */
export function rebuildMessage(message: ParsedMessage): string {
  return writeDocument(message.document);
}
