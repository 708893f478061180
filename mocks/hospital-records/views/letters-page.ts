import { html, type Html } from '#harness/common/html.ts';
import type { SentLetter } from '../sent-letters.ts';
import { shell } from './shell.ts';
import { badge, deliveryWords, moment, outcomeWords, receiptWords, transportWords } from './words.ts';

/** The letters that the hospital has sent, newest first. */
export const lettersPage = (hospital: string, letters: readonly SentLetter[]): Html =>
  shell(
    hospital,
    'Sendte brev',
    html`<div class="over">
        <h1>Sendte brev</h1>
        <a class="button" href="/new">Nytt brev</a>
      </div>
      ${letters.length === 0 ? html`<p>Ingen brev er sendt ennå.</p>` : table(letters)}`,
  );

const table = (letters: readonly SentLetter[]): Html =>
  html`<table>
    <caption>
      ${letters.length} brev, det nyeste først
    </caption>
    <thead>
      <tr>
        <th scope="col">Brev</th>
        <th scope="col">Pasient</th>
        <th scope="col">Sendt</th>
        <th scope="col">Utfall</th>
        <th scope="col">Transport</th>
        <th scope="col">Applikasjonskvittering</th>
        <th scope="col">Leveringsrapport</th>
      </tr>
    </thead>
    <tbody>
      ${letters.map(row)}
    </tbody>
  </table>`;

const row = (letter: SentLetter): Html =>
  html`<tr>
    <th scope="row"><a href="/sent/${letter.id}">${letter.title}</a></th>
    <td data-label="Pasient">${letter.patientName}</td>
    <td data-label="Sendt">${moment(letter.sentAt)}</td>
    <td data-label="Utfall">${badge(outcomeWords(letter))}</td>
    <td data-label="Transport">${badge(transportWords(letter))}</td>
    <td data-label="Applikasjonskvittering">${badge(receiptWords(letter))}</td>
    <td data-label="Leveringsrapport">${badge(deliveryWords(letter))}</td>
  </tr>`;
