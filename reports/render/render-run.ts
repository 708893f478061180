import type { ChainRecord, RunRecord, ScenarioRecord } from '#harness/observation/run-record.schema.ts';
import type { Texts } from '../texts/texts.ts';
import { auditSummary } from './audit-summary.ts';
import { documents } from './documents.ts';
import { html, when, type Html } from '#harness/common/html.ts';
import { page } from './page.ts';
import { duration, instant, type Report } from './report.ts';
import { renderApproval } from './render-approval.ts';
import { table } from './table.ts';
import { mark, statusTones } from './tones.ts';
import { valueOf } from './values.ts';
import { whatLeft } from './what-left.ts';

function steps({ steps: list }: ScenarioRecord, texts: Texts): Html | undefined {
  if (list.length === 0) return undefined;
  return html`<h3>${texts.runPage.steps}</h3>
    <ul class="steps">
      ${list.map(
        (step) =>
          html`<li>
            ${mark(statusTones[step.status], texts.status[step.status])} <span lang="en">${step.title}</span
            ><span class="push soft nowrap small">${duration(step.durationMs, texts)}</span>
          </li>`,
      )}
    </ul>`;
}

function observations(scenario: ScenarioRecord, texts: Texts): Html | undefined {
  if (scenario.observations.length === 0) return undefined;
  const label = `${texts.runPage.observations}: ${scenario.title}`;
  const heads = [texts.table.observation, texts.table.participant, texts.table.value];
  const rows = scenario.observations.map(
    ({ name, participant, value }) =>
      html`<tr>
        <th scope="row" lang="en">${name}</th>
        <td>${texts.participant(participant)}</td>
        <td>${valueOf(value, texts)}</td>
      </tr>`,
  );
  return html`<h3>${texts.runPage.observations}</h3>
    ${table(label, heads, rows)}`;
}

function scenarioFold(scenario: ScenarioRecord, chains: readonly ChainRecord[], texts: Texts): Html {
  const { title, status, reason, durationMs, file, line, requirements, writes, trace } = scenario;
  const open = status === 'failed' || status === 'blocked' || status === 'fault';
  const chain = chains.find(({ name }) => name === scenario.chain);
  return html`<details class="fold" ${when(open, () => html` open`)}>
    <summary>
      ${mark(statusTones[status], texts.status[status])}<span lang="en">${title}</span
      ><span class="push soft nowrap small">${duration(durationMs, texts)}</span>
    </summary>
    <div class="body">
      ${when(reason, () => html`<p><strong>${texts.runPage.reason}:</strong> <span class="reason" lang="en">${reason ?? ''}</span></p>`)}
      <p class="soft small">
        <code>${file}:${line}</code
        >${when(requirements.length > 0, () => html` · ${texts.runPage.requirements}: ${requirements.join(', ')}`)}${when(writes, () => html` · ${texts.runPage.writes}`)}
      </p>
      ${steps(scenario, texts)} ${observations(scenario, texts)}
      ${when(
        trace.some((traced) => traced.documents.length > 0),
        () =>
          html`<h3>${texts.runPage.messages}</h3>
            ${documents(trace, chain, texts)}`,
      )}
    </div>
  </details>`;
}

function guardSeen({ guard, unexpected, faults }: RunRecord, texts: Texts): Html {
  const words = texts.table;
  const heads = [texts.runPage.denialClass, words.where, words.because, words.scenario];
  const denials = guard.denials.map(
    (denial) =>
      html`<tr>
        <th scope="row">${texts.denialClass[denial.class]}</th>
        <td><code>${denial.method} ${denial.host}</code></td>
        <td lang="en">${denial.reason}</td>
        <td lang="en">${denial.scenario ?? '–'}</td>
      </tr>`,
  );
  const lists = (
    [
      ['unexpected', unexpected],
      ['faults', faults],
    ] as const
  ).filter(([, list]) => list.length > 0);
  return html`<h2>${texts.runPage.guard}</h2>
    <dl class="facts">
      ${(['read', 'session', 'allowed'] as const).map(
        (kind) =>
          html`<div>
            <dt>${texts.requests[kind]}</dt>
            <dd>${texts.number(guard.requests[kind])}</dd>
          </div>`,
      )}
    </dl>
    <h3>${texts.runPage.denials}</h3>
    ${denials.length === 0 ? html`<p>${texts.runPage.noDenials}</p>` : table(texts.runPage.denials, heads, denials)}
    ${incidents(guard, texts)}
    ${lists.map(
      ([name, list]) =>
        html`<h3>${texts.runPage[name]}</h3>
          <ul lang="en">
            ${list.map((one) => html`<li>${one}</li>`)}
          </ul>`,
    )}`;
}

function incidents(guard: RunRecord['guard'], texts: Texts): Html | undefined {
  const seen = guard.incidents ?? [];
  if (seen.length === 0) return undefined;
  const { runPage, table: words } = texts;
  const rows = seen.map(
    ({ way, method, host, scenario, where, is, hmac }) =>
      html`<tr>
        <th scope="row">${way === 'request' ? runPage.inRequest : runPage.inAnswer}</th>
        <td><code>${method} ${host}</code>, <span lang="en">${where}</span></td>
        <td>${is === 'real' ? runPage.isReal : runPage.isSynthetic}</td>
        <td><code>${hmac}</code></td>
        <td lang="en">${scenario ?? '–'}</td>
      </tr>`,
  );
  const heads = [runPage.way, words.where, words.kind, runPage.hmac, words.scenario];
  return html`<h3>${runPage.incidents}</h3>
    ${table(runPage.incidents, heads, rows)}`;
}

function profile(record: RunRecord, texts: Texts): Html | undefined {
  if (record.profile.length === 0) return undefined;
  const heads = [texts.table.endpoint, texts.table.observation, texts.table.value];
  const rows = record.profile.map(
    ({ endpoint, name, value }) =>
      html`<tr>
        <th scope="row">${endpoint}</th>
        <td lang="en">${name}</td>
        <td>${valueOf(value, texts)}</td>
      </tr>`,
  );
  return html`<details class="fold">
    <summary>${texts.runPage.profile}<span class="push soft">${record.profile.length}</span></summary>
    ${table(texts.runPage.profile, heads, rows)}
  </details>`;
}

/** One run: its scenarios with steps, observations and messages, and what the guard saw. */
export function renderRun(report: Report, record: RunRecord): string {
  const { texts } = report;
  const { environment, startedAt, endedAt, scenarios } = record;
  const title = `${texts.run[record.kind]}: ${environment.title[texts.language]}`;
  const content = html`<h1>${title}</h1>
    <dl class="facts">
      <div>
        <dt>${texts.table.environment}</dt>
        <dd>${environment.name}</dd>
      </div>
      <div>
        <dt>${texts.table.backend}</dt>
        <dd>${texts.backend[environment.backend]}</dd>
      </div>
      <div>
        <dt>${texts.table.when}</dt>
        <dd>${instant(startedAt)}</dd>
      </div>
      <div>
        <dt>${texts.table.duration}</dt>
        <dd>${duration(Date.parse(endedAt) - Date.parse(startedAt), texts)}</dd>
      </div>
      <div>
        <dt>Id</dt>
        <dd><code>${record.id}</code></dd>
      </div>
    </dl>
    ${renderApproval(record.change, texts.approval)}
    <h2>${texts.runPage.scenarios}</h2>
    ${scenarios.length === 0 ? html`<p>${texts.runPage.noScenarios}</p>` : scenarios.map((scenario) => scenarioFold(scenario, record.chains, texts))}
    ${guardSeen(record, texts)} ${whatLeft(record, texts)} ${auditSummary(record, texts)}
    ${profile(record, texts)}`;
  return page(report, `run-${record.id}`, title, content);
}
