import type { Person } from '#harness/common/roster.ts';
import type { Letter } from '#harness/messages/letter.ts';
import { parseMessage } from '#harness/messages/parse-message.ts';
import { parseXml } from '#harness/messages/parse-xml.ts';
import { readLetter } from '#harness/messages/read-letter.ts';

/** What the portal makes of a business document, before anything is stored or answered. */
export type Judgement =
  | { readonly outcome: 'letter'; readonly letter: Letter; readonly person: Person }
  | {
      readonly outcome: 'rejected';
      /** Undefined when the document could not be read that far. */
      readonly msgId: string | undefined;
      /** Of code system 8221. */
      readonly code: 'T01' | 'T02' | 'E10' | 'E35';
      readonly description: string;
    }
  | { readonly outcome: 'receipt' };

/** What a browser shows by itself without running anything (HITS 1217:2018, 2.10). */
const fileTypes = new Set(['application/pdf', 'image/jpeg', 'image/png']);

/** Judges a document that was sent to `herId`. Pure: looks only at what it is given. */
export function judgeDocument(document: Buffer, herId: string, people: readonly Person[]): Judgement {
  const xml = attempt(() => readXml(document));
  if (xml === undefined) return rejected(undefined, 'T01', 'Meldingen er ikke lesbar XML');
  const parsed = attempt(() => parseMessage(xml));
  if (parsed?.root === 'AppRec') return { outcome: 'receipt' };
  const letter = parsed && attempt(() => readLetter(parsed));
  if (letter === undefined) {
    return rejected(parsed?.msgId, 'T02', 'Meldingen er ikke et gyldig brev til innbygger');
  }
  if (letter.attachment !== undefined && !fileTypes.has(letter.attachment.mimeType)) {
    return rejected(letter.msgId, 'T02', 'Vedlegget har en filtype som ikke støttes');
  }
  if (letter.receiver.serviceHerId !== herId) {
    return rejected(letter.msgId, 'E10', 'Meldingen er adressert til en annen HER-id');
  }
  const person = people.find(({ pid }) => pid === letter.patient.pid);
  if (person === undefined) return rejected(letter.msgId, 'E35', 'Pasienten finnes ikke i mottakersystemet');
  return { outcome: 'letter', letter, person };
}

const rejected = (
  msgId: string | undefined,
  code: (Judgement & { outcome: 'rejected' })['code'],
  description: string,
): Judgement => ({ outcome: 'rejected', msgId, code, description });

/** The document as text, once it is known to be well-formed XML in UTF-8. */
function readXml(document: Buffer): string {
  const xml = new TextDecoder('utf-8', { fatal: true }).decode(document);
  parseXml(xml);
  return xml;
}

/** Whatever is wrong with a document is the sender's to mend; the reason is not kept, it may hold personal data. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
