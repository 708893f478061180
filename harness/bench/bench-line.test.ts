import { expect, test } from '@playwright/test';
import { measuredLine, type Figure } from './bench-line.ts';

const figure: Figure = {
  ...{ name: 'start.process', unit: 'ms', goal: 2.5, better: 'lower' },
  measure: () => Promise.resolve({ ours: 5000, reference: 2000 }),
};

test('measuredLine() holds the ratio to the goal, in the direction that is better', async () => {
  const measured = await figure.measure(() => undefined);
  expect(measuredLine(figure, measured)).toEqual({
    ...{ figure: 'start.process', ours: 5000, reference: 2000, ratio: 2.5, unit: 'ms' },
    ...{ goal: 2.5, better: 'lower', met: true },
  });
  expect(measuredLine(figure, { ours: 5001, reference: 2000 }).met).toBe(false);
  const higher: Figure = { ...figure, better: 'higher' };
  expect(measuredLine(higher, { ours: 4999, reference: 2000 }).met).toBe(false);
  expect(measuredLine(higher, { ours: 5001, reference: 2000 }).met).toBe(true);
});

test('measuredLine() without reference holds our own value to the goal', () => {
  const line = measuredLine({ ...figure, goal: 1 }, { ours: 0.4, reference: null });
  expect(line).toMatchObject({ ratio: null, met: true });
});
