import { kinds, type Kind } from '#harness/comparison/comparison.ts';
import type { Texts } from '../texts/texts.ts';
import { html, type Html } from '#harness/common/html.ts';
import { kindTones, mark } from './tones.ts';

/** How many of each kind, as a bar and in words; kinds that did not occur are left out. */
export function renderCounts(counts: Readonly<Record<Kind, number>>, texts: Texts): Html {
  const some = kinds.filter((kind) => counts[kind] > 0);
  return html`<div class="bar" aria-hidden="true">
      ${some.map((kind) => html`<i class="${kindTones[kind]}" style="flex:${counts[kind]}"></i>`)}
    </div>
    <ul class="counts">
      ${some.map((kind) => html`<li>${mark(kindTones[kind], `${counts[kind]} ${texts.kind[kind]}`)}</li>`)}
    </ul>`;
}
