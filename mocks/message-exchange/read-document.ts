import { parseMessage } from '#harness/messages/parse-message.ts';
import { readEnvelope } from '#harness/messages/read-envelope.ts';
import { readHerId } from './her-id.ts';
import type { AppRecOutcome } from './message.ts';
import { invalid } from './refusal.ts';

export interface SentDocument {
  /** The document itself, as base64 without line ends. */
  readonly document: string;
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
  const { document, xml } = decodeDocument(base64);
  const envelope = readEnvelope(xml);
  return {
    document,
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

/** The XML of a document, and its base64; a 400 when it is none or does not say that it is UTF-8. */
export function decodeDocument(base64: string): Pick<SentDocument, 'document'> & { readonly xml: string } {
  const bytes = Buffer.from(base64, 'base64');
  const document = bytes.toString('base64');
  if (document !== base64 && !isSame(base64.replace(/\s+/g, ''), document)) {
    throw invalid('businessDocument: must be base64.');
  }
  const xml = bytes.toString('utf8');
  if (!/^\uFEFF?<\?xml\s[^>]*encoding=["']utf-8["']/i.test(xml)) {
    throw invalid('businessDocument: the first line must declare the encoding UTF-8.');
  }
  return { document, xml };
}

/** Node skips what is not base64, so the bytes are then others. In the last four characters some bits say nothing. */
const isSame = (written: string, document: string): boolean =>
  written.length === document.length &&
  written.slice(0, -4) === document.slice(0, -4) &&
  /^[A-Za-z0-9+/]{2,4}={0,2}$/.test(written.slice(-4));

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
