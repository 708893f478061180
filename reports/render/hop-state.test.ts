import { expect, test } from '@playwright/test';
import { aScenario } from '#harness/comparison/record-builder.ts';
import type { ScenarioRecord } from '#harness/observation/run-record.schema.ts';
import { byReason, failedBesides, hopStates, stoppedAt } from './hop-state.ts';

const hop = (id: string) => ({
  ...{ id, from: 'hospital-records', to: 'message-exchange', endpoint: 'message-exchange', operation: id },
  title: { nb: id, en: id },
});
const chain = {
  name: 'letter',
  title: { nb: 'Brev', en: 'Letter' },
  participants: ['hospital-records', 'message-exchange'],
  hops: [hop('look-up'), hop('send')],
};
type State = ScenarioRecord['trace'][number]['state'];
const scenario = (title: string, status: ScenarioRecord['status'], ...states: State[]) =>
  aScenario(
    title,
    {},
    {
      ...{ status, reason: `${status} because` },
      trace: states.map((state, index) => ({ hop: chain.hops[index]?.id ?? '', state, documents: [] })),
    },
  );

test('hopStates(): a scenario that passed never makes a stop', () => {
  const refused = scenario('refused as it should be', 'passed', 'failed', 'not reached');
  expect(hopStates([refused], chain, 'look-up')).toEqual(['reached']);
  expect(hopStates([refused], chain, 'send')).toEqual(['not exercised']);
  expect(stoppedAt([refused], chain, 'look-up')).toEqual([]);
});

test('hopStates(): reached when any came through, a stop when any stopped, both when both did', () => {
  const passed = scenario('passes', 'passed', 'reached', 'reached');
  const failed = scenario('fails', 'failed', 'reached', 'failed');
  const early = scenario('fails early', 'blocked', 'failed', 'not reached');
  expect(hopStates([passed, failed], chain, 'look-up')).toEqual(['reached']);
  expect(hopStates([passed, failed], chain, 'send')).toEqual(['failed', 'reached']);
  expect(hopStates([failed], chain, 'send')).toEqual(['failed']);
  expect(hopStates([early], chain, 'send')).toEqual(['not reached']);
  expect(hopStates([], chain, 'send')).toEqual(['not exercised']);
});

test('stoppedAt() and failedBesides() tell each scenario once, and between them every one that did not pass', () => {
  const failed = scenario('fails', 'failed', 'reached', 'failed');
  const besides = scenario('fails besides', 'failed', 'reached', 'reached');
  const all = [failed, besides, failed, besides, scenario('passes', 'passed', 'reached', 'reached')];
  expect(stoppedAt(all, chain, 'send')).toEqual([failed]);
  expect(failedBesides(all, chain)).toEqual([besides]);
  expect(byReason([failed, besides])).toEqual([[failed, besides]]);
});
