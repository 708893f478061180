import type { FastifyReply } from 'fastify';
import { html, type Html } from '#harness/common/html.ts';

/** Whom a page is of. */
export type Brand = 'ID-porten' | 'HelseID';

/** The frame of every page: who we play, and that nobody here is real. */
export function layout(brand: Brand, title: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="nb">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${brand} (etterligning)</title>
        <link rel="icon" href="/favicon.ico" type="image/svg+xml" />
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <header>
          <div class="frame">
            <span class="brand"><span class="brand-mark" aria-hidden="true"></span>${brand}</span>
            <span class="badge">Etterligning</span>
          </div>
          <p class="notice"><strong>Testinnlogging – ingen ekte personer</strong></p>
        </header>
        <main class="frame">${content}</main>
        <footer class="frame">
          <p>Denne siden er laget av testverktøyet <em>verdikjede</em>. Den er ikke en del av ${brand}.</p>
        </footer>
      </body>
    </html>`;
}

/**
 * Sends a page that loads nothing from elsewhere, is not framed and is not kept.
 * @param frames origins of what it may hold in iframes
 */
export function sendPage(reply: FastifyReply, page: Html, frames: readonly string[] = []): FastifyReply {
  const frameSource = frames.length === 0 ? '' : `; frame-src ${frames.join(' ')}`;
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header(
      'content-security-policy',
      `default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'${frameSource}`,
    )
    .send(page.markup);
}
