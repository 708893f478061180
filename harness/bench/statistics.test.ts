import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { interleaved, median, noisePercent } from './statistics.ts';

const numbers = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });

test('median() has as many values below as above and knows no order', () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const middle = median(values);
      expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(values.length / 2);
      expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(values.length / 2);
      expect(median([...values].reverse())).toBe(middle);
    }),
  );
});

test('noisePercent() is nought where nothing differs and is not moved by one outlier', () => {
  expect(noisePercent([5, 5, 5, 5, 5])).toBe(0);
  expect(noisePercent([5, 5, 5, 5, 500])).toBe(0);
  expect(noisePercent([90, 95, 100, 105, 110])).toBeCloseTo(5);
});

test('interleaved() changes the order each round', async () => {
  const order: string[] = [];
  const note = (name: string) => () => {
    order.push(name);
    return Promise.resolve(order.length);
  };
  const seen = await interleaved(3, note('ours'), note('reference'));
  expect(order).toEqual(['ours', 'reference', 'reference', 'ours', 'ours', 'reference']);
  expect(seen).toEqual({ ours: [1, 4, 5], reference: [2, 3, 6] });
});
