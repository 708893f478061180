import { html, type Html } from '#harness/common/html.ts';
import type { Attachment, PortalLetter } from '../letters.ts';
import { shell } from './shell.ts';
import { dayAndTime } from './time.ts';

export const letterPage = (name: string | undefined, letter: PortalLetter): Html =>
  shell({
    title: letter.title,
    person: { name },
    content: html`<nav class="back" aria-label="Du er her">
        <a href="/inbox"><span aria-hidden="true">←</span> Tilbake til innboksen</a>
      </nav>
      <article class="letter">
        <h1>${letter.title}</h1>
        <dl>
          <div>
            <dt>Fra</dt>
            <dd>${letter.senderName}, ${letter.organisationName}</dd>
          </div>
          <div>
            <dt>Sendt</dt>
            <dd>${dayAndTime(letter.sentAt)}</dd>
          </div>
          ${
            letter.openedAt &&
            html`<div>
              <dt>Åpnet</dt>
              <dd>${dayAndTime(letter.openedAt)}</dd>
            </div>`
          }
        </dl>
        <div class="text">${letter.text.split(/\r?\n\s*\r?\n/).map(paragraph)}</div>
        ${letter.attachment && attachments(letter.id, letter.attachment)}
      </article>`,
  });

const paragraph = (text: string): Html =>
  html`<p>${text.split(/\r?\n/).map((line, i) => html`${i > 0 && html`<br />`}${line}`)}</p>`;

const kinds: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'bilde',
  'image/png': 'bilde',
};

const attachments = (id: string, { title, fileName, mimeType, content }: Attachment): Html =>
  html`<section class="attachments" aria-labelledby="vedlegg">
    <h2 id="vedlegg">Vedlegg</h2>
    <ul>
      <li>
        <a href="/letters/${id}/attachments/${encodeURIComponent(fileName)}">${title}</a>
        <span class="kind">${kinds[mimeType]}, ${Math.max(1, Math.round(content.length / 1024))} kB</span>
      </li>
    </ul>
  </section>`;
