import { randomUUID } from 'node:crypto';
import type { Person } from '#harness/common/roster.ts';
import type { Letter } from '#harness/messages/letter.ts';
import type { PortalLetter } from './letters.ts';

/** A received letter as the citizen gets it: unopened, under an id that tells nothing. */
export const toPortalLetter = (letter: Letter, person: Person): PortalLetter => ({
  id: randomUUID(),
  msgId: letter.msgId,
  pid: person.pid,
  title: letter.title,
  senderName: letter.senderName,
  organisationName: letter.sender.organisationName,
  text: letter.text,
  sentAt: new Date(letter.genDate),
  attachment: letter.attachment && {
    title: letter.attachment.title,
    fileName: letter.attachment.fileName,
    mimeType: letter.attachment.mimeType,
    content: Buffer.from(letter.attachment.base64, 'base64'),
  },
  openedAt: undefined,
});
