import type { Difference, Json } from '#harness/comparison/comparison.ts';
import type { Texts } from '../texts/texts.ts';
import { html, when, type Html } from '#harness/common/html.ts';

/** A value as code: text without quotes when it stands alone, all else as JSON. */
export function valueOf(value: Json | undefined, texts: Texts): Html {
  if (value === undefined) return html`<span class="soft">${texts.table.nothing}</span>`;
  const text = typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
  if (text.length <= 160) return html`<code>${text}</code>`;
  const whole = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return html`<details>
    <summary><code>${text.slice(0, 120)}…</code></summary>
    <pre tabindex="0">${whole}</pre>
  </details>`;
}

/** One side of the differences, each with the place it lies at. */
export function side(
  differences: readonly Difference[],
  which: 'expected' | 'seen',
  texts: Texts,
): readonly Html[] {
  return differences.map(
    (difference) =>
      html`<span class="side"
        >${when(difference.pointer !== '', () => html`<code class="soft">${difference.pointer}</code><br />`)}${valueOf(difference[which], texts)}</span
      >`,
  );
}
