import { z } from 'zod';
import type { Roster } from '#harness/common/roster.ts';
import { buildPdf } from '#harness/messages/build-pdf.ts';
import { letterSchema } from '#harness/messages/letter.ts';
import { isXmlText } from '#harness/messages/xml-text.ts';
import type { LetterRequest } from '../send-letter.ts';

/** What stands in the fields of the form, as it was typed. */
export interface LetterForm {
  readonly patientRole: string;
  readonly receiverHerId: string;
  readonly title: string;
  readonly senderName: string;
  readonly text: string;
  /** Whether the letter goes with itself as a PDF. */
  readonly attachPdf: boolean;
}
/** What is wrong with each field, in bokmål. Never says what was typed. */
export type FormProblems = Readonly<Partial<Record<keyof LetterForm, string>>>;
export type JudgedForm =
  | { readonly outcome: 'right'; readonly request: LetterRequest }
  | { readonly outcome: 'wrong'; readonly problems: FormProblems };

const typed = z.string().catch('');
const bodySchema = z
  .object({
    patientRole: typed,
    receiverHerId: typed,
    title: typed,
    senderName: typed,
    text: typed,
    attachPdf: z.string().optional().catch(undefined),
  })
  .catch({ patientRole: '', receiverHerId: '', title: '', senderName: '', text: '' });

/** The form as it comes before anything is typed. */
export const emptyForm = ({ parties }: Roster): LetterForm => ({
  patientRole: '',
  receiverHerId: parties.find(({ role }) => role === 'receiver')?.herId ?? '',
  title: '',
  senderName: parties.find(({ role }) => role === 'sender')?.name ?? '',
  text: '',
  attachPdf: false,
});

/** Reads what a browser posts; what is absent counts as empty. Browsers end lines with CR LF, letters with LF. */
export function readForm(body: unknown): LetterForm {
  const { attachPdf, text, ...rest } = bodySchema.parse(body);
  return { ...rest, text: text.replaceAll('\r\n', '\n'), attachPdf: attachPdf !== undefined };
}

/** The form as it may be shown again: without what may be a national identity number in place of the HER-id. */
export const shownAgain = (form: LetterForm): LetterForm =>
  hasElevenDigits(form.receiverHerId) ? { ...form, receiverHerId: '' } : form;

/** Makes a letter of the form, or says what is wrong with each field. */
export function judgeForm(form: LetterForm, roster: Roster): JudgedForm {
  const judged = rulesFor(roster).safeParse(form);
  if (!judged.success) {
    const { fieldErrors } = z.flattenError(judged.error);
    const firsts = Object.entries(fieldErrors).map(([field, problems]) => [field, problems[0]]);
    return { outcome: 'wrong', problems: Object.fromEntries(firsts) as FormProblems };
  }
  const { attachPdf, ...letter } = judged.data;
  if (!attachPdf) return { outcome: 'right', request: letter };
  const base64 = pdfOf(letter);
  if (base64 === undefined) return { outcome: 'wrong', problems: { attachPdf: tooLongForPdf } };
  const attachment = { title: 'Brevet som PDF', fileName: 'Brev.pdf', mimeType: 'application/pdf', base64 };
  return { outcome: 'right', request: { ...letter, attachment } };
}

const tooLongForPdf = 'PDF-vedlegget har bare én side. Forkort teksten, eller send brevet uten vedlegg.';
const forbidden = 'Feltet har tegn som ikke kan stå i en melding. Fjern dem.';
const hasElevenDigits = (text: string): boolean => text.replaceAll(/[^0-9]/g, '').length === 11;

const filled = (whenBlank: string, longest: number | null = null) =>
  z
    .string()
    .refine((text) => text.trim() !== '', { error: whenBlank, abort: true })
    .refine((text) => longest === null || text.length <= longest, `Bruk høyst ${longest} tegn.`)
    .refine(isXmlText, forbidden);

const rulesFor = ({ people }: Roster) =>
  z.object({
    patientRole: z.string().refine((role) => people.some((one) => one.role === role), 'Velg en pasient.'),
    receiverHerId: z
      .string()
      .trim()
      .min(1, { error: 'Skriv inn mottakerens HER-id.', abort: true })
      .refine((text) => !hasElevenDigits(text), {
        error: 'HER-id har høyst ti sifre. Elleve sifre kan være et fødselsnummer, og vises ikke igjen.',
        abort: true,
      })
      .regex(/^[1-9][0-9]{0,9}$/, 'Skriv HER-id med ett til ti sifre, uten null først.'),
    title: filled('Skriv inn en tittel.', letterSchema.shape.title.maxLength),
    senderName: filled('Skriv inn navnet på avsenderen.', letterSchema.shape.senderName.maxLength),
    text: filled('Skriv teksten i brevet.'),
    attachPdf: z.boolean(),
  });

/** Undefined when the letter does not fit on the one page. */
function pdfOf({ title, senderName, text }: Pick<LetterRequest, 'title' | 'senderName' | 'text'>) {
  try {
    return buildPdf({ title: 'Brev', lines: [title, '', ...text.split('\n'), '', senderName] });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
