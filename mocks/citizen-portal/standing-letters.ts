import type { CommunicationParty } from '#harness/common/roster.ts';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { buildPdf } from '#harness/messages/build-pdf.ts';
import type { PortalLetter } from './letters.ts';

/** The letters that lie at the portal from its start, opened long ago; those of people off the roster are left out. */
export function standingLetters({
  roster,
  standing,
}: Pick<ServiceConfig, 'roster' | 'standing'>): PortalLetter[] {
  return standing.letters.flatMap((letter): PortalLetter[] => {
    const person = roster.people.find(({ role }) => role === letter.citizen);
    if (person === undefined) return [];
    const sentAt = new Date(letter.sentAt);
    const { title, fileName } = letter.attachment;
    const content = Buffer.from(buildPdf({ title, lines: [letter.text] }), 'base64');
    return [
      {
        id: letter.portalId,
        msgId: letter.msgId,
        pid: person.pid,
        title: letter.title,
        senderName: letter.senderName,
        organisationName: organisationName(roster.parties, letter.sender),
        text: letter.text,
        sentAt,
        attachment: { title, fileName, mimeType: 'application/pdf', content },
        openedAt: sentAt,
      },
    ];
  });
}

function organisationName(parties: readonly CommunicationParty[], role: string): string {
  const party = parties.find((candidate) => candidate.role === role);
  const organisation = parties.find(({ herId }) => herId === party?.parentHerId) ?? party;
  return organisation?.name ?? '';
}
