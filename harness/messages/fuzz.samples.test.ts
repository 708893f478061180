import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { damaged, expectNoCrash } from './fuzz.fixture.ts';
import { smallSamples } from './small-samples.fixture.ts';

test('10,000 random byte strings crash no parser', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), expectNoCrash), { numRuns: 10_000 });
});

test('10,000 damaged samples crash no parser', () => {
  expect(smallSamples.length).toBeGreaterThan(40);
  fc.assert(fc.property(damaged(smallSamples), expectNoCrash), { numRuns: 10_000 });
});
