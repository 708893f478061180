import { html, type Html } from '#harness/common/html.ts';
import { outcomeOf, reasonOf, type SentLetter } from '../sent-letters.ts';
import { shell } from './shell.ts';
import { badge, deliveryWords, moment, outcomeWords, receiptWords, transportWords } from './words.ts';

/** One sent letter and what became of it, step by step. */
export function letterPage(hospital: string, letter: SentLetter, upToDate: boolean): Html {
  const reason = reasonOf(letter);
  return shell(
    hospital,
    letter.title,
    html`<nav aria-label="Du er her">
        <a href="/"><span aria-hidden="true">←</span> Sendte brev</a>
      </nav>
      <h1>${letter.title} ${badge(outcomeWords(letter))}</h1>
      ${
        upToDate
          ? undefined
          : html`<p class="note">Meldingsutvekslingen svarer ikke. Siden viser det vi sist fikk vite.</p>`
      }
      ${reason && html`<p class="note bad">${reason}</p>`}
      <dl>
        <dt>Pasient</dt>
        <dd>${letter.patientName}</dd>
        <dt>Mottaker</dt>
        <dd>${letter.receiverName}</dd>
        <dt>Opprettet</dt>
        <dd>${moment(letter.sentAt)}</dd>
        <dt>MsgId</dt>
        <dd><code>${letter.msgId}</code></dd>
      </dl>
      <h2>Brevets vei</h2>
      <ol class="way">
        <li>
          <h3>Transport</h3>
          ${badge(transportWords(letter))}
        </li>
        <li>
          <h3>Applikasjonskvittering</h3>
          ${badge(receiptWords(letter))} ${letter.receipt && moment(letter.receipt.at)}
          ${letter.receipt?.errors.map(
            ({ code, description }) => html`<p><strong>${code}</strong> ${description}</p>`,
          )}
        </li>
        <li>
          <h3>Leveringsrapport</h3>
          ${badge(deliveryWords(letter))}
          ${letter.delivery?.deliveredAt && moment(letter.delivery.deliveredAt)}
        </li>
      </ol>
      ${
        outcomeOf(letter) === 'sent' &&
        html`<p>
          Brevet er underveis, og svarene kommer etter hvert. <a href="/sent/${letter.id}">Oppdater siden</a>
        </p>`
      }`,
  );
}
