import type { ChainRecord, RunRecord, ScenarioRecord } from '#harness/observation/run-record.schema.ts';
import type { Texts } from '../texts/texts.ts';
import { documents } from './documents.ts';
import { byReason, failedBesides, hopStates, scenariosOf, stoppedAt } from './hop-state.ts';
import { html, when, type Html } from '#harness/common/html.ts';
import type { Report } from './report.ts';
import { hopTones, mark, statusTones } from './tones.ts';

type Hop = ChainRecord['hops'][number];
const kinds = ['test', 'verify'] as const;

/** Scenarios that stopped at this hop for one reason: why, and the messages of the first, the last one on top. */
function stopped(
  group: readonly ScenarioRecord[],
  chain: ChainRecord,
  hop: string,
  run: string,
  texts: Texts,
): Html {
  const [first, ...others] = group;
  const trace = first?.trace ?? [];
  const end = trace.findIndex((traced) => traced.hop === hop);
  const detail = trace[end]?.detail;
  return html`<div class="stopped">
    <p><strong>${texts.chain.stopped}</strong> ${run}: <span lang="en">${first?.title}</span></p>
    ${when(first?.reason, () => html`<p class="reason" lang="en">${first?.reason}</p>`)}
    ${when(detail, () => html`<p class="soft small" lang="en">${detail}</p>`)}
    ${documents(trace.slice(0, end + 1).reverse(), chain, texts)}
    ${when(
      others.length > 0,
      () =>
        html`<p>${texts.chain.alsoStopped}</p>
          <ul lang="en">
            ${others.map(({ title }) => html`<li>${title}</li>`)}
          </ul>`,
    )}
  </div>`;
}

/** Scenarios that did not pass although nothing stopped on the drawing: named, with their reason. */
function besides(chain: ChainRecord, { texts, records }: Report): Html | undefined {
  const groups = kinds.flatMap((kind) =>
    byReason(failedBesides(scenariosOf(records, kind, chain), chain)).map((group) => ({ kind, group })),
  );
  return when(
    groups.length > 0,
    () =>
      html`<div class="besides">
        <h3>${texts.chain.besides}</h3>
        <ul>
          ${groups.map(
            ({ kind, group }) =>
              html`<li>
                ${group.map(({ title, status }) => html`<p>${mark(statusTones[status], texts.status[status])} ${texts.run[kind]}: <span lang="en">${title}</span></p>`)}
                ${when(group[0]?.reason, () => html`<p class="reason soft" lang="en">${group[0]?.reason}</p>`)}
              </li>`,
          )}
        </ul>
      </div>`,
  );
}

function arrow(chain: ChainRecord, hop: Hop, texts: Texts): Html {
  const from = chain.participants.indexOf(hop.from);
  const to = chain.participants.indexOf(hop.to);
  const last = from === chain.participants.length - 1 ? ' last' : '';
  const way = from === to ? ` within${last}` : to < from ? ' back' : '';
  const route =
    from === to
      ? `${texts.chain.selfHop} ${texts.participant(hop.from)}`
      : `${texts.participant(hop.from)} → ${texts.participant(hop.to)}`;
  const place = `--from:${Math.max(0, Math.min(from, to))};--span:${Math.abs(to - from)}`;
  return html`<div class="field">
      <div class="arrow${way}" style="${place}"><span>${hop.title[texts.language]}</span></div>
    </div>
    <span class="route">${route}</span>`;
}

function hopRow(chain: ChainRecord, hop: Hop, index: number, report: Report): Html {
  const { texts, records } = report;
  const runs = kinds.map((kind) => {
    const scenarios = scenariosOf(records, kind, chain);
    const stops = byReason(stoppedAt(scenarios, chain, hop.id));
    return { kind, stops, states: hopStates(scenarios, chain, hop.id) };
  });
  const stop = runs.some(({ stops }) => stops.length > 0);
  const reached = runs.some(({ states }) => states.includes('reached'));
  return html`<li>
    <div class="row hop${stop ? ' stop' : reached ? '' : ' dim'}">
      <div class="lanes"><span class="number">${index + 1}</span>${arrow(chain, hop, texts)}</div>
      ${runs.map(
        ({ kind, states }) =>
          html`<div class="state">
            <span class="sr">${texts.run[kind]}: </span
            >${states.map((state) => mark(hopTones[state], texts.hop[state]))}
          </div>`,
      )}
    </div>
    ${runs.flatMap(({ kind, stops }) => stops.map((group) => stopped(group, chain, hop.id, texts.run[kind], texts)))}
  </li>`;
}

function boxes(chain: ChainRecord, { records, texts }: Report): Html {
  const playing = records.find(({ kind }) => kind === 'verify') ?? records[0];
  const as = (name: string) => playing?.environment.participants.find((one) => one.name === name)?.as;
  return html`<ul class="boxes">
    ${chain.participants.map((name) => {
      const played = as(name);
      return html`<li>
        ${texts.boxName(name)}${when(played, () => html`<small>${texts.playedAs[played ?? 'mock']}</small>`)}
      </li>`;
    })}
  </ul>`;
}

/** One chain, drawn hop by hop, with what became of each hop in test and in verify. */
export function renderChain(chain: ChainRecord, report: Report): Html {
  const { texts } = report;
  return html`<div class="chain" style="--n:${chain.participants.length}">
    <div class="row head">
      <div class="lanes">${boxes(chain, report)}</div>
      <div class="state" aria-hidden="true">${texts.run.test}</div>
      <div class="state" aria-hidden="true">${texts.run.verify}</div>
    </div>
    <ol>
      ${chain.hops.map((hop, index) => hopRow(chain, hop, index, report))}
    </ol>
    <div class="row tail">
      <div class="lanes"><div class="field"></div></div>
      <div class="state"></div>
      <div class="state"></div>
    </div>
    ${besides(chain, report)}
  </div>`;
}

/** The chains of all runs, each once. */
export const chainsOf = (records: readonly RunRecord[]): ChainRecord[] => [
  ...new Map(records.flatMap(({ chains }) => chains.map((chain) => [chain.name, chain]))).values(),
];
