import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { damaged, expectNoCrash } from './fuzz.fixture.ts';

const folder = path.resolve(import.meta.dirname, '../../../shared/samples');
const samples = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(xml|json|txt)$/.test(file))
      .map((file) => readFileSync(path.join(folder, file)))
      // The longest would take most of the time.
      .filter(({ length }) => length < 20_000)
  : [];

test('10,000 random byte strings crash no parser', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), expectNoCrash), { numRuns: 10_000 });
});

test('10,000 damaged samples crash no parser', () => {
  expect(samples.length).toBeGreaterThan(40);
  fc.assert(fc.property(damaged(samples), expectNoCrash), { numRuns: 10_000 });
});
