import { countKinds, questions, type Counts, type Difference } from '#harness/comparison/comparison.ts';
import { shortly } from '#harness/comparison/explain-comparison.ts';
import type { Finding } from '#harness/comparison/findings.ts';
import { chainsOf, renderChain } from './render-chain.ts';
import { renderCounts } from './counts.ts';
import { html, when, type Html } from '#harness/common/html.ts';
import { icon } from './icons.ts';
import { page } from './page.ts';
import { duration, instant, pageFile, type Report } from './report.ts';
import { renderApproval } from './render-approval.ts';
import { numberHead, table } from './table.ts';
import { findingTones, mark, verdictTones } from './tones.ts';

/** What became of the write that every verify run begins with. */
function canaryLine(records: Report['records'], texts: Report['texts']): string {
  const denials = records.flatMap(({ kind, guard }) => (kind === 'verify' ? [guard.denials] : []));
  const refused = denials.every((list) => list.some((denial) => denial.class === 'canary'));
  return refused ? texts.canary.refused : texts.canary.notRefused;
}

function hero({ verdict, texts, records, refused }: Report & { refused?: string | undefined }): Html {
  const started = verdict.runs.map(({ startedAt }) => startedAt).sort()[0];
  const time = verdict.runs.reduce(
    (sum, run) => sum + Date.parse(run.endedAt) - Date.parse(run.startedAt),
    0,
  );
  const environments = [...new Set(verdict.runs.map(({ environment }) => environment))].join(' → ');
  return html`<section class="hero ${verdictTones[verdict.verdict]}">
    <div class="badge">
      ${icon(verdictTones[verdict.verdict])}<span>${texts.verdictWord[verdict.verdict]}</span>
    </div>
    <div class="says">
      <h1>${texts.verdictSentence(verdict, refused)}</h1>
      ${when(verdict.sealed !== null, () => html`<p class="soft">${verdict.sealed ? texts.sealed(verdict.seal) : texts.notSealed} ${canaryLine(records, texts)}</p>`)}
      ${when(
        started,
        () =>
          html`<dl class="facts">
            <div>
              <dt>${texts.table.environment}</dt>
              <dd>${environments}</dd>
            </div>
            <div>
              <dt>${texts.table.when}</dt>
              <dd>${instant(started ?? '')}</dd>
            </div>
            <div>
              <dt>${texts.table.duration}</dt>
              <dd>${duration(time, texts)}</dd>
            </div>
          </dl>`,
      )}
    </div>
  </section>`;
}

const changed = ({ expected, seen }: Difference): Html =>
  html`<div class="soft"><code>${shortly(expected)}</code> → <code>${shortly(seen)}</code></div>`;

/** What a finding points at: a hop of a chain by its title, all else by its own name. */
function pointsAt({ kind, observation }: Finding, { texts, records }: Report): Html | undefined {
  if (observation === null) return undefined;
  const hops = chainsOf(records).flatMap((chain) => chain.hops);
  const hop = ['failed', 'blocked', 'fault'].includes(kind)
    ? hops.find(({ id }) => id === observation)
    : undefined;
  return hop === undefined ? html`<span lang="en">${observation}</span>` : html`${hop.title[texts.language]}`;
}

function findingRow(finding: Finding, report: Report): Html {
  const { texts, comparison } = report;
  const { participant, scenario, observation, kind } = finding;
  const item = comparison?.items.find(
    (one) =>
      one.participant === participant &&
      one.scenario === scenario &&
      one.observation === observation &&
      one.kind === kind,
  );
  const why =
    item === undefined
      ? html`<span class="reason" lang="en">${finding.because}</span>`
      : html`${texts.because(item.because)}`;
  return html`<tr>
    <td>${mark(findingTones[kind], texts.findingKind[kind])}</td>
    <th scope="row">${texts.participant(participant)}</th>
    <td>
      ${pointsAt(finding, report)}
      ${when(scenario, () => html`<div class="soft" lang="en">${scenario ?? ''}</div>`)}
    </td>
    <td>${why}${item?.differences.slice(0, 2).map(changed)}</td>
  </tr>`;
}

function whatDiffers(report: Report): Html {
  const { texts, verdict } = report;
  const heads = [texts.table.kind, texts.table.owner, texts.table.observation, texts.table.because];
  return html`<h2 id="differs">${texts.index.differs}</h2>
    ${
      verdict.findings.length === 0
        ? html`<p class="calm good">${icon('good')} ${texts.index.nothingDiffers}</p>`
        : table(
            texts.index.differs,
            heads,
            verdict.findings.map((finding) => findingRow(finding, report)),
          )
    }`;
}

function questionCards({ texts, comparison }: Report): Html | undefined {
  if (comparison === undefined) return undefined;
  const counts: Counts = countKinds(comparison);
  const answered = (question: keyof Counts) => Object.values(counts[question]).some((count) => count > 0);
  return html`<h2>${texts.index.questions}</h2>
    <div class="cards">
      ${questions.map((question) => {
        const unapproved = question === 'as approved' && comparison.approved === null;
        return html`<div class="card">
          <h3>${texts.question[question].name}</h3>
          <p class="soft small">${texts.question[question].asks}</p>
          ${answered(question) ? renderCounts(counts[question], texts) : html`<p>${unapproved ? texts.index.noProfile : texts.index.notAnswered}</p>`}
        </div>`;
      })}
    </div>
    <p><a href="${pageFile('comparison', texts.language)}">${texts.index.more}</a></p>`;
}

function runsTable({ texts, verdict, records }: Report): Html {
  const { table: words, status } = texts;
  const counts = [status.passed, status.failed, status.blocked, status['not run']].map(numberHead);
  const heads = [words.environment, words.backend, words.when, numberHead(words.duration), ...counts];
  return html`<h2>${texts.index.runs}</h2>
    ${table(
      texts.index.runs,
      [html`<th scope="col">${words.run}</th>`, ...heads, html`<td></td>`],
      verdict.runs.map((run) => {
        const drift = records.find(({ id }) => id === run.id)?.environment.drift;
        const target = run.kind === 'load' ? 'load' : (`run-${run.id}` as const);
        return html`<tr>
          <th scope="row">${texts.run[run.kind]}</th>
          <td>
            ${run.title[texts.language]}${when(drift, () => html`<div class="soft">${texts.index.drift}: <span lang="en">${drift ?? ''}</span></div>`)}
          </td>
          <td>${texts.backend[run.backend]}</td>
          <td class="nowrap">${instant(run.startedAt)}</td>
          <td class="num">${duration(Date.parse(run.endedAt) - Date.parse(run.startedAt), texts)}</td>
          ${[run.passed, run.failed, run.blocked, run.notRun].map((count) => html`<td class="num">${run.kind === 'load' ? '–' : count}</td>`)}
          <td>
            <a
              href="${pageFile(target, texts.language)}"
              aria-label="${texts.index.details}: ${texts.run[run.kind]} ${instant(run.startedAt)}"
              >${texts.index.details}</a
            >
          </td>
        </tr>`;
      }),
    )}`;
}

/** The first page: the verdict in one sentence, the chain, what differs, the three questions, the runs. */
export function renderIndex(report: Report, refused?: string): string {
  const { texts, records, verdict, others } = report;
  const chains = chainsOf(records);
  const content = html`${hero({ ...report, refused })}
  ${chains.map(
    (chain) =>
      html`<h2>${texts.index.chain}: ${chain.title[texts.language]}</h2>
        ${renderChain(chain, report)}`,
  )}
  ${whatDiffers(report)} ${questionCards(report)} ${runsTable(report)}
  ${records.map(({ change }) => renderApproval(change, texts.approval))}
  ${when(
    others.length > 0,
    () =>
      html`<h2>${texts.index.otherReports}</h2>
        <ul>
          ${others.map(({ title, href }) => html`<li><a href="${href}">${title}</a></li>`)}
        </ul>`,
  )}`;
  return page(report, 'index', texts.verdictWord[verdict.verdict], content);
}
