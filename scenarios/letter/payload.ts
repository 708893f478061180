import { buildPdf } from '#harness/messages/build-pdf.ts';
import type { Letter, Party, Patient } from '#harness/messages/letter.ts';

/** What the chain's letter says, everywhere: in scenarios, in load, and in the standing records of an environment. */
export function letterContent(): Pick<Letter, 'title' | 'senderName' | 'text'> & {
  readonly attachment: { readonly title: string; readonly fileName: string };
} {
  return {
    title: 'Innkalling til time',
    senderName: 'Pasientkorrespondanse',
    text: 'Du har fått time ved poliklinikken. Les innkallingsbrevet som er vedlagt, og møt opp ti minutter før timen.',
    attachment: { title: 'Innkallingsbrev', fileName: 'Innkallingsbrev.pdf' },
  };
}

/** The chain's letter to one patient, with its PDF. It asks for a delivery report and allows no reply. */
export function letterFor(facts: {
  readonly sender: Party;
  readonly receiver: Party;
  readonly patient: Patient;
  readonly msgId: string;
  /** Instant with zone. */
  readonly genDate: string;
}): Letter {
  const { attachment, ...content } = letterContent();
  return {
    ...facts,
    ...content,
    attachment: {
      ...attachment,
      mimeType: 'application/pdf',
      base64: buildPdf({ title: attachment.title, lines: [content.text, content.senderName] }),
    },
    deliveryReport: true,
    repliesAllowed: false,
  };
}
