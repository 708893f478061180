import { expect, test } from '@playwright/test';
import type { ScenarioRecord } from './run-record.schema.ts';
import { stopOf } from './stop-of.ts';

const hop = (id: string, from: string) => ({
  ...{ id, from, to: 'somebody', endpoint: 'somebody', operation: id },
  title: { nb: id, en: id },
});
const chain = {
  hops: [
    hop('look-up', 'hospital-records'),
    hop('send', 'hospital-records'),
    hop('receipt', 'citizen-portal'),
    hop('log-in', 'citizen'),
    hop('open', 'citizen'),
  ],
};

type State = ScenarioRecord['trace'][number]['state'];
const states: Readonly<Record<string, State>> = { R: 'reached', F: 'failed', n: 'not reached' };
/** One letter per hop of the chain; `-` is a hop that the trace does not have. */
const stopAfter = (letters: string, status: ScenarioRecord['status'] = 'failed') =>
  stopOf(
    {
      status,
      trace: chain.hops.flatMap(({ id }, index) => {
        const state = states[letters[index] ?? '-'];
        return state === undefined ? [] : [{ hop: id, state, documents: [] }];
      }),
    },
    chain,
  );

for (const [what, letters, expected] of [
  ['the first hop that failed', 'RFnnn', { hop: 'send', state: 'failed' }],
  ['a failed hop before one that was never reached', 'RnFnn', { hop: 'receipt', state: 'failed' }],
  ['the first hop that the message did not reach', 'RRnnn', { hop: 'receipt', state: 'not reached' }],
  ['the first hop of all when nothing was sent', 'nnnnn', { hop: 'look-up', state: 'not reached' }],
  ['never a hop that later ones prove was passed', 'RnRRR', undefined],
  ['the citizen’s hop when the citizen came part of the way', 'RRRRn', { hop: 'open', state: 'not reached' }],
  ['no hop of a citizen who never tried', 'RRRnn', undefined],
  ['the message’s own hop before the citizen’s', 'RRnRn', { hop: 'receipt', state: 'not reached' }],
  ['no hop when all were reached', 'RRRRR', undefined],
  ['no hop that is not in the trace', '---RR', undefined],
  ['a citizen’s hop when only those were followed', '---RF', { hop: 'open', state: 'failed' }],
  ['no hop of an empty trace', '-----', undefined],
] as const) {
  test(`stopOf() points at ${what}`, () => {
    expect(stopAfter(letters)).toEqual(expected);
    expect(stopAfter(letters, 'blocked')).toEqual(expected);
  });
}

for (const status of ['passed', 'not run'] as const) {
  test(`stopOf() finds no stop in a scenario that is ${status}, whatever its hops were answered`, () => {
    expect(stopAfter('RFnnn', status)).toBeUndefined();
  });
}
