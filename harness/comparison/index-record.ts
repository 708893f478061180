import {
  observationId,
  type Observation,
  type ProfileObservation,
} from '../observation/observation.schema.ts';
import type { RunRecord, ScenarioRecord } from '../observation/run-record.schema.ts';

/** A run record, laid out for looking things up. */
export interface IndexedRecord {
  /** By `chain / scenario`. */
  readonly scenarios: ReadonlyMap<string, ScenarioRecord>;
  /** By observation id; a second one of the same name in a scenario gets ` #2`. */
  readonly observations: ReadonlyMap<string, Observation>;
  /** By `endpoint / name`. */
  readonly profile: ReadonlyMap<string, ProfileObservation>;
  /** Participants that did not answer: a scenario was blocked by them. */
  readonly down: ReadonlySet<string>;
}

/** `letter / the letter arrives and can be read` */
export const scenarioKey = (o: { chain: string; scenario: string }): string => `${o.chain} / ${o.scenario}`;
/** `rest.address-register / certificate` */
export const profileId = (o: Pick<ProfileObservation, 'endpoint' | 'name'>): string =>
  `${o.endpoint} / ${o.name}`;

function uniquely<T>(values: readonly T[], nameOf: (value: T) => string): Map<string, T> {
  const byName = new Map<string, T>();
  for (const value of values) {
    const name = nameOf(value);
    let unique = name;
    for (let count = 2; byName.has(unique); count += 1) unique = `${name} #${count}`;
    byName.set(unique, value);
  }
  return byName;
}

/** Lays a run record out by id. */
export function indexRecord(record: RunRecord): IndexedRecord {
  const blocked = record.scenarios.filter(({ status }) => status === 'blocked');
  return {
    scenarios: uniquely(record.scenarios, ({ chain, title }) => scenarioKey({ chain, scenario: title })),
    observations: uniquely(
      record.scenarios.flatMap(({ observations }) => observations),
      observationId,
    ),
    profile: uniquely(record.profile, profileId),
    down: new Set(blocked.flatMap(({ participant }) => (participant === undefined ? [] : [participant]))),
  };
}
