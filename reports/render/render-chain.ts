import type { ChainRecord, RunRecord, ScenarioRecord } from '#harness/observation/run-record.schema.ts';
import type { HopState, Texts } from '../texts/texts.ts';
import { documents } from './documents.ts';
import { html, when, type Html } from './html.ts';
import type { Report } from './report.ts';
import { hopTones, mark } from './tones.ts';

type Hop = ChainRecord['hops'][number];

const scenariosOf = (records: readonly RunRecord[], chain: ChainRecord): ScenarioRecord[] =>
  records.flatMap(({ scenarios }) => scenarios.filter((scenario) => scenario.chain === chain.name));

/** What became of a hop in all scenarios of these runs: the worst that happened there. */
export function hopState(scenarios: readonly ScenarioRecord[], hop: string): HopState {
  const states = scenarios.flatMap(({ trace }) =>
    trace.filter((traced) => traced.hop === hop).map(({ state }) => state),
  );
  const worstFirst = ['failed', 'reached', 'not reached'] as const;
  return worstFirst.find((state) => states.includes(state)) ?? 'not exercised';
}

/** The scenarios that stopped at a hop; one that did so in both runs of an A/A pair is told once. */
const stops = (scenarios: readonly ScenarioRecord[], hop: string): ScenarioRecord[] => [
  ...new Map(
    scenarios
      .filter(({ trace }) => trace.some((traced) => traced.hop === hop && traced.state === 'failed'))
      .map((scenario) => [scenario.title, scenario]),
  ).values(),
];

/** Where a scenario stopped at this hop: why, and the messages that came so far, the last one first. */
function stopped(scenario: ScenarioRecord, hop: string, run: string, texts: Texts): Html | undefined {
  const index = scenario.trace.findIndex((traced) => traced.hop === hop && traced.state === 'failed');
  const traced = scenario.trace[index];
  if (traced === undefined) return undefined;
  const passed = scenario.trace.slice(0, index + 1).reverse();
  const reason = traced.detail ?? scenario.reason;
  return html`<div class="stopped">
    <p>
      <strong>${texts.chain.stopped}</strong> ${run}:
      <span lang="en">${scenario.title}</span>
    </p>
    ${when(reason, () => html`<p lang="en">${reason}</p>`)}
    ${documents(
      passed.flatMap((before) => before.documents),
      texts,
    )}
  </div>`;
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
      <div class="arrow${way}" style="${place}"><span lang="en">${hop.title}</span></div>
    </div>
    <span class="route">${route}</span>`;
}

function hopRow(chain: ChainRecord, hop: Hop, index: number, report: Report): Html {
  const { texts, records } = report;
  const states = (['test', 'verify'] as const).map((kind) => {
    const scenarios = scenariosOf(
      records.filter((record) => record.kind === kind),
      chain,
    );
    return { kind, scenarios, state: hopState(scenarios, hop.id) };
  });
  const stop = states.some(({ state }) => state === 'failed');
  const reached = states.some(({ state }) => state === 'reached');
  return html`<li>
    <div class="row hop${stop ? ' stop' : reached ? '' : ' dim'}">
      <div class="lanes"><span class="number">${index + 1}</span>${arrow(chain, hop, texts)}</div>
      ${states.map(
        ({ kind, state }) =>
          html`<div class="state">
            <span class="sr">${texts.run[kind]}: </span>${mark(hopTones[state], texts.hop[state])}
          </div>`,
      )}
    </div>
    ${states.flatMap(({ kind, scenarios }) => stops(scenarios, hop.id).map((scenario) => stopped(scenario, hop.id, texts.run[kind], texts)))}
  </li>`;
}

function boxes(chain: ChainRecord, { records, texts }: Report): Html {
  const playing = records.find(({ kind }) => kind === 'verify') ?? records[0];
  const as = (name: string) => playing?.environment.participants.find((one) => one.name === name)?.as;
  return html`<ul class="boxes">
    ${chain.participants.map((name) => {
      const played = as(name);
      return html`<li>
        ${texts.participant(name)}${when(played, () => html`<small>${texts.playedAs[played ?? 'mock']}</small>`)}
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
  </div>`;
}

/** The chains of all runs, each once. */
export const chainsOf = (records: readonly RunRecord[]): ChainRecord[] => [
  ...new Map(records.flatMap(({ chains }) => chains.map((chain) => [chain.name, chain]))).values(),
];
