import type { Kind } from '#harness/comparison/comparison.ts';
import type { Finding } from '#harness/comparison/findings.ts';
import type { ScenarioRecord } from '#harness/observation/run-record.schema.ts';
import type { HopState } from '../texts/texts.ts';
import type { VerdictWord } from '../verdict.schema.ts';
import { html, type Html } from '#harness/common/html.ts';
import { icon, type Tone } from './icons.ts';

export const verdictTones: Readonly<Record<VerdictWord, Tone>> = {
  same: 'good',
  passed: 'good',
  drift: 'warn',
  failed: 'bad',
  blocked: 'stuck',
  refused: 'stuck',
  'safety stop': 'bad',
  fault: 'bad',
  interrupted: 'stuck',
};
export const kindTones: Readonly<Record<Kind, Tone>> = {
  same: 'good',
  noise: 'quiet',
  expected: 'quiet',
  drift: 'warn',
  missing: 'warn',
  extra: 'warn',
  'not run': 'quiet',
  'not comparable': 'stuck',
};
export const findingTones: Readonly<Record<Finding['kind'], Tone>> = {
  fault: 'bad',
  denied: 'bad',
  identity: 'bad',
  stopped: 'bad',
  leak: 'bad',
  'audit log': 'bad',
  unexplained: 'bad',
  interrupted: 'stuck',
  failed: 'bad',
  'unexpected request': 'bad',
  drift: 'warn',
  missing: 'warn',
  extra: 'warn',
  blocked: 'stuck',
  'not comparable': 'stuck',
};
export const statusTones: Readonly<Record<ScenarioRecord['status'], Tone>> = {
  passed: 'good',
  failed: 'bad',
  blocked: 'stuck',
  'not run': 'quiet',
  fault: 'bad',
};
export const hopTones: Readonly<Record<HopState, Tone>> = {
  reached: 'good',
  failed: 'bad',
  'not reached': 'stuck',
  'not exercised': 'quiet',
};

/** Icon and word on one line, in the tone's colour. */
export const mark = (tone: Tone, word: string): Html =>
  html`<span class="mark ${tone}">${icon(tone)}<span>${word}</span></span>`;
