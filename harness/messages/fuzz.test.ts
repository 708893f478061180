import { test } from '@playwright/test';
import fc from 'fast-check';
import { buildAppRec } from './build-apprec.ts';
import { buildDeliveryReport } from './build-delivery-report.ts';
import { buildLetter } from './build-letter.ts';
import { builtMessages } from './build/clinical.fixture.ts';
import { damaged, expectNoCrash } from './fuzz.fixture.ts';
import { aLetter, anAppRec, aReport } from './letter.fixture.ts';

const ours = [
  buildLetter(aLetter),
  buildAppRec(anAppRec),
  buildDeliveryReport(aReport),
  ...Object.values(builtMessages).map(({ xml }) => xml),
];

test('random bytes crash no parser', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), expectNoCrash), { numRuns: 500 });
});

test('damaged messages of every kind crash no parser', () => {
  fc.assert(fc.property(damaged(ours), expectNoCrash), { numRuns: 500 });
});
