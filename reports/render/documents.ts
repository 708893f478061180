import type { Texts } from '../texts/texts.ts';
import { html, when, type Html } from './html.ts';

/** Messages, one click away each: their XML as it was recorded, identities masked. */
export function documents(list: readonly { title: string; xml: string }[], texts: Texts): Html {
  return html`${when(list.length === 0, () => html`<p class="soft small">${texts.chain.noDocuments}</p>`)}
  ${list.map(
    ({ title, xml }) =>
      html`<details class="document">
        <summary lang="en">${title}</summary>
        <pre tabindex="0" role="region" aria-label="${title}" lang="en"><code>${xml}</code></pre>
      </details>`,
  )}`;
}
