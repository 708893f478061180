import { html, type Html } from '#harness/common/html.ts';
import { layout, type Brand } from './layout.ts';

export interface Message {
  readonly brand: Brand;
  readonly title: string;
  readonly text: string;
  /** For the tester: the error as the standard names it. */
  readonly detail?: string;
}

/** A page that only tells something: an error, or that the person is logged out. */
export function messagePage({ brand, title, text, detail }: Message): Html {
  return layout(
    brand,
    title,
    html`<section class="card">
      <h1>${title}</h1>
      <p>${text}</p>
      ${detail !== undefined && html`<p class="detail"><code>${detail}</code></p>`}
    </section>`,
  );
}
