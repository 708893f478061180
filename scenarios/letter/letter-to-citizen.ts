import type { LetterContent } from '#harness/common/drivers.ts';
import { buildPdf } from '#harness/messages/build-pdf.ts';
import { letterContent } from './payload.ts';

/** What the record system is asked to send in this chain's scenarios: the same content as the standing letter. */
export function letterToCitizen(
  citizen = 'citizen',
): LetterContent & { citizen: string; attachmentBase64: string } {
  const content = letterContent();
  const pdf = buildPdf({ title: content.attachment.title, lines: [content.text] });
  return { ...content, citizen, attachmentBase64: pdf };
}
