import { html, type Html } from '#harness/common/html.ts';
import type { PortalLetter } from '../letters.ts';
import { shell } from './shell.ts';
import { day } from './time.ts';

export function inboxPage(name: string | undefined, letters: readonly PortalLetter[]): Html {
  const unread = letters.filter(({ openedAt }) => openedAt === undefined).length;
  return shell({
    title: 'Innboks',
    person: { name },
    content: html`<h1>Innboks</h1>
      ${
        letters.length === 0
          ? html`<div class="empty">
              <p><strong>Du har ingen brev.</strong></p>
              <p>Når helsetjenesten sender deg et brev, finner du det her.</p>
            </div>`
          : html`<p class="count">${unreadText(unread)}</p>
              <ul class="letters">
                ${letters.map(entry)}
              </ul>`
      }`,
  });
}

const unreadText = (unread: number): string =>
  unread === 0 ? 'Ingen uleste brev' : unread === 1 ? '1 ulest brev' : `${unread} uleste brev`;

const entry = (letter: PortalLetter): Html =>
  html`<li class="${letter.openedAt ? 'read' : 'unread'}" data-msg-id="${letter.msgId}">
    <div class="what">
      <a href="/letters/${letter.id}">${letter.title}</a>
      <span class="from">${letter.senderName}</span>
    </div>
    <div class="when">
      ${letter.openedAt ? undefined : html`<span class="mark">Ulest</span>`}
      ${letter.attachment ? html`<span class="clip">Vedlegg</span>` : undefined} ${day(letter.sentAt)}
    </div>
  </li>`;
