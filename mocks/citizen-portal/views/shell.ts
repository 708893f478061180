import { html, type Html } from '#harness/common/html.ts';

export interface Shell {
  readonly title: string;
  /** Undefined when nobody is logged in; the name may be unknown. */
  readonly person: { readonly name: string | undefined } | undefined;
  readonly content: Html;
}

/** The frame of every page. */
export const shell = ({ title, person, content }: Shell): Html =>
  html`<!doctype html>
    <html lang="nb">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Innbyggerportalen</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="/favicon.ico" type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#innhold">Hopp til hovedinnhold</a>
        <header class="top">
          <div class="width">
            <a class="brand" href="/">
              <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
                <rect width="32" height="32" rx="9" fill="#0d5c63" />
                <path
                  d="M7 11.5h18v11H7z"
                  fill="none"
                  stroke="#fff"
                  stroke-width="2"
                  stroke-linejoin="round"
                />
                <path
                  d="m7.5 12 8.500 6.500 8.500-6.500"
                  fill="none"
                  stroke="#ffd9a0"
                  stroke-width="2"
                  stroke-linejoin="round"
                />
              </svg>
              Innbyggerportalen
            </a>
            ${person === undefined ? undefined : personMenu(person.name)}
          </div>
        </header>
        <main id="innhold" tabindex="-1" class="width">${content}</main>
        <footer class="bottom">
          <div class="width">
            <p>Alle personer og brev her er oppdiktet. Portalen inneholder ingen ekte helseopplysninger.</p>
          </div>
        </footer>
      </body>
    </html> `;

const personMenu = (name: string | undefined): Html =>
  html`<div class="person">
    <nav aria-label="Hovedmeny"><a href="/inbox">Innboks</a></nav>
    <span class="name">${name ?? 'Innlogget'}</span>
    <form method="post" action="/logout"><button class="quiet">Logg ut</button></form>
  </div>`;
