import { html, type Html } from '#harness/common/html.ts';

/** The frame of every page. */
export const shell = (hospital: string, title: string, content: Html): Html =>
  html`<!doctype html>
    <html lang="nb">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${hospital}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="/favicon.ico" type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#innhold">Hopp til hovedinnhold</a>
        <header>
          <div class="width">
            <a class="brand" href="/"><strong>${hospital}</strong> <span>Pasientjournal</span></a>
          </div>
        </header>
        <main id="innhold" tabindex="-1" class="width">${content}</main>
        <footer class="width">Alle pasienter og brev her er oppdiktet.</footer>
      </body>
    </html> `;
