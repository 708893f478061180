import type { ChainRecord, RunRecord, ScenarioRecord } from '#harness/observation/run-record.schema.ts';
import { stopOf } from '#harness/observation/stop-of.ts';
import type { HopState } from '../texts/texts.ts';

/** The scenarios of a chain in all runs of one kind. */
export const scenariosOf = (
  records: readonly RunRecord[],
  kind: RunRecord['kind'],
  chain: ChainRecord,
): readonly ScenarioRecord[] =>
  records
    .filter((record) => record.kind === kind)
    .flatMap(({ scenarios }) => scenarios.filter((scenario) => scenario.chain === chain.name));

/** One that did so in both runs of an A/A pair is told once. */
const once = (scenarios: readonly ScenarioRecord[]): readonly ScenarioRecord[] => [
  ...new Map(scenarios.map((scenario) => [scenario.title, scenario])).values(),
];

/** The scenarios whose message stopped at a hop. */
export const stoppedAt = (
  scenarios: readonly ScenarioRecord[],
  chain: ChainRecord,
  hop: string,
): readonly ScenarioRecord[] => once(scenarios.filter((scenario) => stopOf(scenario, chain)?.hop === hop));

/** The scenarios that did not pass although no message of theirs stopped at a hop. */
export const failedBesides = (
  scenarios: readonly ScenarioRecord[],
  chain: ChainRecord,
): readonly ScenarioRecord[] =>
  once(
    scenarios.filter(
      (scenario) =>
        ['failed', 'blocked', 'fault'].includes(scenario.status) && stopOf(scenario, chain) === undefined,
    ),
  );

/** Scenarios that ended for the same reason stand together. */
export const byReason = (scenarios: readonly ScenarioRecord[]): readonly (readonly ScenarioRecord[])[] => [
  ...Map.groupBy(scenarios, ({ reason }) => reason).values(),
];

/**
 * What became of a hop in the scenarios of one kind of run. Both a stop and `reached` are told when some came
 * through and some did not. In a scenario that passed, a hop that was refused was refused as it should be, and one
 * that was not reached was not on its way.
 */
export function hopStates(
  scenarios: readonly ScenarioRecord[],
  chain: ChainRecord,
  hop: string,
): readonly HopState[] {
  const seen = scenarios.flatMap(({ status, trace }) =>
    trace.filter((traced) => traced.hop === hop).map(({ state }) => ({ state, passed: status === 'passed' })),
  );
  const reached = seen.some(({ state, passed }) => state === 'reached' || (passed && state === 'failed'));
  const stopped = stoppedAt(scenarios, chain, hop).length > 0;
  if (stopped) return reached ? ['failed', 'reached'] : ['failed'];
  if (reached) return ['reached'];
  return seen.some(({ passed }) => !passed) ? ['not reached'] : ['not exercised'];
}
