import {
  countKinds,
  kinds,
  questions,
  type Comparison,
  type ComparisonItem,
  type Kind,
  type Question,
} from '#harness/comparison/comparison.ts';
import { renderCounts } from './counts.ts';
import { html, when, type Html } from '#harness/common/html.ts';
import { icon } from './icons.ts';
import { page } from './page.ts';
import { instant, type Report } from './report.ts';
import { table } from './table.ts';
import { kindTones, mark } from './tones.ts';
import { side, valueOf } from './values.ts';

const differing: readonly Kind[] = ['drift', 'missing', 'extra', 'not comparable'];

function itemRow(item: ComparisonItem, { texts }: Report): Html {
  const { differences, because } = item;
  const both = (which: 'expected' | 'seen') =>
    differences.length > 0 ? side(differences, which, texts) : valueOf(item[which], texts);
  const owner = 'owner' in because ? because.owner : undefined;
  return html`<tr>
    <td>${mark(kindTones[item.kind], texts.kind[item.kind])}</td>
    <th scope="row">
      <span lang="en">${item.observation}</span>
      <div class="soft" lang="en">${item.scenario ?? item.id.split(' / ')[0]}</div>
    </th>
    <td>${both('expected')}</td>
    <td>${both('seen')}</td>
    <td>${texts.because(because)}</td>
    <td>
      ${texts.participant(item.participant)}${when(owner, () => html`<div class="soft">${owner ?? ''}</div>`)}
    </td>
  </tr>`;
}

function itemTable(
  question: Question,
  title: string,
  items: readonly ComparisonItem[],
  report: Report,
): Html {
  const words = report.texts.table;
  const left = { scenarios: words.expected, 'as approved': words.approved, 'rules and contract': words.rule };
  const heads = [words.kind, words.observation, left[question], words.seen, words.because, words.owner];
  return table(
    title,
    heads,
    items.map((item) => itemRow(item, report)),
  );
}

function folded(
  question: Question,
  kind: Kind,
  items: readonly ComparisonItem[],
  report: Report,
): Html | undefined {
  if (items.length === 0) return undefined;
  const { texts } = report;
  const title = `${texts.question[question].name} ${texts.kind[kind]}`;
  return html`<details class="fold">
    <summary>
      ${mark(kindTones[kind], texts.kind[kind])}<span class="push soft">${items.length}</span>
    </summary>
    ${itemTable(question, title, items, report)}
  </details>`;
}

function section(question: Question, comparison: Comparison, report: Report): Html {
  const { texts } = report;
  const items = comparison.items.filter((item) => item.question === question);
  const first = items
    .filter(({ kind }) => differing.includes(kind))
    .sort((a, b) => differing.indexOf(a.kind) - differing.indexOf(b.kind));
  const { name, asks } = texts.question[question];
  const approved = question === 'as approved' ? comparison.approved : null;
  const head = html`<h2>${name}</h2>
    <p class="soft">
      ${asks}${when(approved, () => html` ${texts.index.approvedBy} ${approved?.by ?? ''}, ${instant(approved?.at ?? '')}.`)}
    </p>`;
  if (items.length === 0) {
    const unapproved = question === 'as approved' && comparison.approved === null;
    return html`${head}
      <p>${unapproved ? texts.index.noProfile : texts.index.notAnswered}</p>`;
  }
  return html`${head} ${renderCounts(countKinds(comparison)[question], texts)}
    <p></p>
    ${
      first.length === 0
        ? html`<p class="calm good">${icon('good')} ${texts.comparison.noneDiffer}</p>`
        : itemTable(question, name, first, report)
    }
    ${kinds
      .filter((kind) => !differing.includes(kind))
      .map((kind) =>
        folded(
          question,
          kind,
          items.filter((item) => item.kind === kind),
          report,
        ),
      )}`;
}

/** The comparison page: the three questions, what differs first, the rest folded. */
export function renderComparison(report: Report): string {
  const { texts, comparison } = report;
  const content = html`<h1>${texts.nav.comparison}</h1>
    ${comparison === undefined ? html`<p>${texts.comparison.none}</p>` : questions.map((question) => section(question, comparison, report))}`;
  return page(report, 'comparison', texts.nav.comparison, content);
}
