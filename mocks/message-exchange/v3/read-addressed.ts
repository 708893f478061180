import { parseMessage } from '#harness/messages/parse-message.ts';
import { decodeDocument, readDocument, type SentDocument } from '../read-document.ts';
import { invalid, Refusal } from '../refusal.ts';
import type { SendRequest } from './requests.ts';

/**
 * Reads the document of a request and holds it against what the request says of it; a 400 where the two differ. A 403
 * where the document is a message, but does not say who its parties are.
 */
export function readAddressed(wanted: SendRequest): SentDocument {
  const sent = readParties(wanted.businessDocument);
  const isAppRec = sent.appRec !== undefined;
  const rules = [
    ...(sent.senderHerId === wanted.senderHerId
      ? []
      : ['senderHerId: must be the sender of the business document']),
    ...(wanted.receiverHerIds.every((herId) => sent.receiverHerIds.includes(herId))
      ? []
      : ['receiverHerIds: must be receivers of the business document']),
    ...(isAppRec === (wanted.messageTypeIdentificator === 'APPREC')
      ? []
      : ['messageTypeIdentificator: must be APPREC for an application receipt, and for nothing else']),
  ];
  if (rules.length > 0) throw invalid(...rules);
  return sent;
}

function readParties(businessDocument: string): SentDocument {
  try {
    return readDocument(businessDocument);
  } catch (error) {
    if (!isMessage(businessDocument)) throw error;
    throw new Refusal(403, 'The addressees of the business document could not be worked out', null, {
      problem: 'addressees',
    });
  }
}

/** Whether it reads as a message; one that does, and yet can't be sent, lacks an address. */
function isMessage(businessDocument: string): boolean {
  try {
    parseMessage(decodeDocument(businessDocument).xml);
    return true;
  } catch {
    return false;
  }
}
