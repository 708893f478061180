import { html, type Html } from '#harness/common/html.ts';
import { outcomeOf, type SentLetter } from '../sent-letters.ts';

/** A state in words, with the colour that goes with it. */
interface Words {
  readonly text: string;
  readonly tone: 'good' | 'waiting' | 'bad' | 'none';
}

const timeZone = 'Europe/Oslo';
const days = new Intl.DateTimeFormat('nb-NO', {
  timeZone,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});
const times = new Intl.DateTimeFormat('nb-NO', {
  timeZone,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** «01.09.2026 kl. 08:30:00», in Norwegian time. */
export const moment = (at: Date): Html =>
  html`<time datetime="${at.toISOString()}">${days.format(at)} kl. ${times.format(at)}</time>`;

/** A state as text in a coloured field; the colour says nothing that the text does not. */
export const badge = ({ text, tone }: Words): Html => html`<span class="badge ${tone}">${text}</span>`;

export function outcomeWords(letter: SentLetter): Words {
  switch (outcomeOf(letter)) {
    case 'delivered':
      return { text: 'Levert', tone: 'good' };
    case 'rejected':
      return { text: 'Avvist', tone: 'bad' };
    case 'sent':
      return { text: 'Sendt', tone: 'waiting' };
  }
}

export function transportWords({ transport }: SentLetter): Words {
  switch (transport) {
    case 'Acknowledged':
      return { text: 'Kommet fram', tone: 'good' };
    case 'Rejected':
      return { text: 'Ikke kommet fram', tone: 'bad' };
    case 'Unconfirmed':
      return { text: 'Underveis', tone: 'waiting' };
    case undefined:
      return { text: 'Ikke sendt', tone: 'bad' };
  }
}

export function receiptWords({ receipt, refusal }: SentLetter): Words {
  if (receipt === undefined) {
    return refusal === undefined
      ? { text: 'Venter på svar', tone: 'waiting' }
      : { text: 'Ingen', tone: 'none' };
  }
  if (receipt.status === 'Rejected') return { text: 'Avvist', tone: 'bad' };
  return receipt.status === 'Ok'
    ? { text: 'Godtatt', tone: 'good' }
    : { text: 'Godtatt, feil i en del', tone: 'waiting' };
}

export function deliveryWords(letter: SentLetter): Words {
  const { delivery } = letter;
  if (delivery?.deliveredAt !== undefined) return { text: `Levert i ${delivery.channel}`, tone: 'good' };
  if (delivery?.failure !== undefined) return { text: 'Ikke levert', tone: 'bad' };
  return outcomeOf(letter) === 'rejected'
    ? { text: 'Ingen', tone: 'none' }
    : { text: 'Venter på rapport', tone: 'waiting' };
}
