import type { RunRecord, ScenarioRecord } from '#harness/observation/run-record.schema.ts';
import { html, type Html } from '#harness/common/html.ts';

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

/** A blocked scenario is an error: it is not green, and it is not the chain's failure either. */
function outcome({ status, reason = status, file, line }: ScenarioRecord): Html | undefined {
  switch (status) {
    case 'passed':
      return undefined;
    case 'failed':
      return html`<failure message="${reason}" type="failed">${file}:${line}</failure>`;
    case 'blocked':
    case 'fault':
      return html`<error message="${reason}" type="${status}">${file}:${line}</error>`;
    case 'not run':
      return html`<skipped message="${reason}" />`;
  }
}

function suite({ id, kind, environment, startedAt, endedAt, scenarios }: RunRecord): Html {
  const count = (...statuses: string[]) => scenarios.filter(({ status }) => statuses.includes(status)).length;
  const time = seconds(Date.parse(endedAt) - Date.parse(startedAt));
  return html`
    <testsuite
      name="${kind}"
      package="${environment.name}"
      id="${id}"
      timestamp="${startedAt}"
      time="${time}"
      tests="${scenarios.length}"
      failures="${count('failed')}"
      errors="${count('blocked', 'fault')}"
      skipped="${count('not run')}"
    >
      <properties
        ><property name="environment" value="${environment.name}" /><property
          name="backend"
          value="${environment.backend}"
      /></properties>
      ${scenarios.map(
        (scenario) => html`
          <testcase
            classname="${kind}.${scenario.chain}"
            name="${scenario.title}"
            file="${scenario.file}"
            line="${scenario.line}"
            time="${seconds(scenario.durationMs)}"
            >${outcome(scenario)}</testcase
          >
        `,
      )}
    </testsuite>
  `;
}

/** JUnit XML: one suite per run, named by its kind. Load runs have no scenarios and are left out. */
export function renderJunit(records: readonly RunRecord[]): string {
  const runs = records.filter(({ kind }) => kind !== 'load');
  return html`<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="verdikjede" tests="${runs.reduce((sum, { scenarios }) => sum + scenarios.length, 0)}">
      ${runs.map(suite)}</testsuites
    > `.markup;
}
