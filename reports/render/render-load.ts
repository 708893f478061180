import type { LoadResult } from '#harness/observation/load-result.schema.ts';
import type { Texts } from '../texts/texts.ts';
import { html, when, type Html } from '#harness/common/html.ts';
import { icon } from './icons.ts';
import { page } from './page.ts';
import { instant, type Report } from './report.ts';
import { numberHead, table } from './table.ts';
import { mark } from './tones.ts';

function figures(load: LoadResult, { load: words, number }: Texts): Html {
  const one = (value: string, word: string) =>
    html`<div><b>${value}</b><span class="soft">${word}</span></div>`;
  return html`<div class="figures">
    ${[
      one(number(load.messages), words.messages),
      one(number(load.messagesPerSecond, 1), words.perSecond),
      one(number(load.durationMs / 1000, 1), words.duration),
    ]}
  </div>`;
}

function stepTable(load: LoadResult, { load: words, number }: Texts): Html {
  const heads = [words.steps, ...[words.count, words.failed, 'p50', 'p95', 'p99', 'max'].map(numberHead)];
  const rows = load.steps.map(
    (step) =>
      html`<tr>
        <th scope="row" lang="en">${step.name}</th>
        ${[
          number(step.count),
          number(step.failed),
          ...[step.p50, step.p95, step.p99, step.max].map((ms) => number(ms, ms < 10 ? 1 : 0)),
        ].map((text) => html`<td class="num">${text}</td>`)}
      </tr>`,
  );
  return html`<h2>${words.steps}</h2>
    ${table(words.steps, heads, rows)}
    <p class="soft small">${words.milliseconds}</p>`;
}

function history({ history: seen }: LoadResult, { load: words, number }: Texts): Html {
  const wrong = (['lost', 'doubled', 'withoutReceipt', 'receiptDoubled'] as const).filter(
    (kind) => seen[kind].length > 0,
  );
  const clean = wrong.length === 0;
  return html`<h2>${words.history}</h2>
    <p class="calm ${clean ? 'good' : 'bad'}">
      ${icon(clean ? 'good' : 'bad')} ${clean ? words.clean : words.notClean}
    </p>
    <dl class="facts">
      ${(['accepted', 'receipted'] as const).map(
        (kind) =>
          html`<div>
            <dt>${words[kind]}</dt>
            <dd>${number(seen[kind])}</dd>
          </div>`,
      )}
    </dl>
    ${wrong.map(
      (kind) =>
        html`<details class="fold" open>
          <summary>
            ${mark('bad', words[kind])}<span class="push soft">${number(seen[kind].length)}</span>
          </summary>
          <div class="body">
            <ul>
              ${seen[kind].map((id) => html`<li><code>${id}</code></li>`)}
            </ul>
          </div>
        </details>`,
    )}`;
}

function thresholds(load: LoadResult, { load: words }: Texts): Html | undefined {
  if (load.thresholds.length === 0) return undefined;
  return html`<h2>${words.thresholds}</h2>
    <ul class="steps">
      ${load.thresholds
        .toSorted((a, b) => a.name.localeCompare(b.name))
        .map(
          ({ name, met }) =>
            html`<li>${mark(met ? 'good' : 'bad', met ? words.met : words.notMet)} <code>${name}</code></li>`,
        )}
    </ul>`;
}

/** The load page: throughput, times of each step, thresholds, and the proof that no message was lost. */
export function renderLoad(report: Report): string {
  const { texts, records } = report;
  const content = records.map(({ load, environment, startedAt }) =>
    when(
      load,
      () =>
        html`<h1>${texts.nav.load}: <span lang="en">${load?.chain ?? ''}</span></h1>
          <p class="soft">
            ${texts.load.workload}: ${load?.workload ?? ''} · ${environment.title[texts.language]} ·
            ${instant(startedAt)} UTC
          </p>
          ${load && [figures(load, texts), history(load, texts), thresholds(load, texts), stepTable(load, texts)]}`,
    ),
  );
  return page(report, 'load', texts.nav.load, html`${content}`);
}
