import { html, Html, when } from '#harness/common/html.ts';
import { instant, pageFile, pagesOf, type PageName, type Report } from './report.ts';
import { chainStyle } from './style-chain.ts';
import { style } from './style.ts';

function navigation(report: Report, name: PageName): Html {
  const { texts } = report;
  const pages = pagesOf(report);
  const runs = report.records.filter(({ kind }) => kind !== 'load');
  const links: readonly (readonly [PageName, string])[] = [
    ['index', texts.nav.verdict],
    ...(pages.includes('comparison') ? ([['comparison', texts.nav.comparison]] as const) : []),
    ...runs.map(({ id, kind }, index) => {
      const among = runs.slice(0, index + 1).filter((run) => run.kind === kind).length;
      const several = runs.filter((run) => run.kind === kind).length > 1;
      return [`run-${id}`, `${texts.run[kind]}${several ? ` ${among}` : ''}`] as const;
    }),
    ...(pages.includes('load') ? ([['load', texts.nav.load]] as const) : []),
  ];
  return html`<nav aria-label="${texts.nav.main}">
    <ul>
      ${links.map(
        ([page, title]) =>
          html`<li>
            <a
              href="${pageFile(page, texts.language)}"
              ${when(page === name, () => html`aria-current="page"`)}
              >${title}</a
            >
          </li>`,
      )}
    </ul>
  </nav>`;
}

/** A whole page: head, navigation, content, footer. One file, no scripts, nothing loaded from anywhere. */
export function page(report: Report, name: PageName, title: string, content: Html): string {
  const { texts, at } = report;
  const { language, name: otherName } = texts.other;
  return html`<!doctype html>
    <html lang="${texts.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        />
        <title>${title} · verdikjede</title>
        <link rel="icon" href="data:," />
        <style>
          ${new Html(style)}${new Html(chainStyle)}
        </style>
      </head>
      <body>
        <a class="skip" href="#content">${texts.nav.skip}</a>
        <header class="top">
          <div class="inner">
            <span class="brand">verdikjede</span>
            ${navigation(report, name)}
            <a class="language" href="${pageFile(name, language)}" lang="${language}" hreflang="${language}"
              >${otherName}</a
            >
          </div>
        </header>
        <main id="content" class="inner">${content}</main>
        <footer class="inner">${texts.footer(`${instant(at.toISOString())} UTC`)}</footer>
      </body>
    </html> `.markup;
}
