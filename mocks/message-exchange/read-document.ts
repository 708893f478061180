import { parseMessage } from '#harness/messages/parse-message.ts';
import { readEnvelope } from '#harness/messages/read-envelope.ts';
import { readHerId } from './her-id.ts';
import type { AppRecOutcome } from './message.ts';
import { invalid } from './refusal.ts';

export interface SentDocument {
  readonly msgId: string;
  readonly type: string;
  readonly genDate: string;
  /** AppRec: MsgId of the message that it answers. */
  readonly originalMsgId: string | undefined;
  readonly senderHerId: number;
  readonly receiverHerIds: readonly number[];
  /** What an AppRec says; undefined for any other document. */
  readonly appRec: AppRecOutcome | undefined;
}

/** Reads what the exchange must know out of a document. Not base64, not UTF-8 or not readable: a 400. */
export function readDocument(base64: string): SentDocument {
  const xml = decodeDocument(base64);
  const envelope = readEnvelope(xml);
  return {
    msgId: alone(envelope.msgId),
    type: alone(envelope.type),
    genDate: alone(envelope.genDate),
    originalMsgId: envelope.originalMsgId,
    senderHerId: readHerId(envelope.senderHerId, 'sender'),
    receiverHerIds: [...new Set(envelope.receiverHerIds.map((herId) => readHerId(herId, 'receiver')))],
    appRec: envelope.root === 'AppRec' ? readAppRec(xml) : undefined,
  };
}

/** A part of a text keeps the whole text in memory; a copy of it does not. */
const alone = (part: string): string => Buffer.from(part).toString();

/** The XML of a document; a 400 when it is not base64 or does not say that it is UTF-8. */
export function decodeDocument(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  // Node skips what is not base64, so the bytes are then fewer than the text promises.
  if (bytes.length !== Buffer.byteLength(base64, 'base64')) {
    throw invalid('businessDocument: must be base64.');
  }
  const xml = bytes.toString('utf8');
  if (!/^\uFEFF?<\?xml\s[^>]*encoding=["']utf-8["']/i.test(xml)) {
    throw invalid('businessDocument: the first line must declare the encoding UTF-8.');
  }
  return xml;
}

function readAppRec(xml: string): AppRecOutcome {
  const message = parseMessage(xml);
  if (message.root !== 'AppRec') throw invalid('businessDocument: must be an AppRec.');
  return {
    status: message.status,
    errors: message.errors.map((error) => ({
      errorCode: error.code,
      details: error.description ?? null,
      description: error.text ?? null,
      oid: error.codeSystem ?? null,
    })),
  };
}
