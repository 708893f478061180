import type { ChainRecord, ScenarioRecord } from '#harness/observation/run-record.schema.ts';
import type { Texts } from '../texts/texts.ts';
import { html, when, type Html } from '#harness/common/html.ts';
import { kindOf, pretty } from './pretty.ts';

/** Messages, one click away each, by the hop where they passed; identities were masked when they were recorded. */
export function documents(
  trace: ScenarioRecord['trace'],
  chain: ChainRecord | undefined,
  texts: Texts,
): Html {
  const all = trace.flatMap(({ hop, documents: list }) => {
    const title = chain?.hops.find(({ id }) => id === hop)?.title[texts.language] ?? hop;
    return list.map(({ title: way, xml }) => {
      const kind = kindOf(xml);
      return { xml, label: `${title} – ${texts.document[way]}${kind === '' ? '' : ` (${kind})`}` };
    });
  });
  return html`${when(all.length === 0, () => html`<p class="soft small">${texts.chain.noDocuments}</p>`)}
  ${all.map(
    ({ label, xml }) =>
      html`<details class="document">
        <summary>${label}</summary>
        <pre tabindex="0" role="region" aria-label="${label}" lang="en"><code>${pretty(xml)}</code></pre>
      </details>`,
  )}`;
}
