import { expect, test } from '@playwright/test';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { assertGate } from './assert-gate.ts';

const gate = (): never => {
  throw new Error('not asked here');
};

test('what is real, or asks for a change record, is not run past the gate', () => {
  const [local, rehearsal, production] = ['local', 'rehearsal', 'production.example'].map(loadEnvironment);
  if (!local || !rehearsal || !production) throw new Error('they come along');
  for (const what of ['open', 'scenarios'] as const) {
    expect(() => assertGate({ environment: local }, what)).not.toThrow();
    expect(() => assertGate({ environment: production }, what)).toThrow(
      /nothing is done here without a change record/,
    );
    expect(() => assertGate({ environment: production, gate }, what)).not.toThrow();
  }
  expect(() => assertGate({ environment: rehearsal }, 'open')).not.toThrow();
  expect(() => assertGate({ environment: rehearsal }, 'scenarios')).toThrow(/change record/);
});
