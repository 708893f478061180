import { expect, test } from '@playwright/test';
import { refuseVerify } from './refuse-verify.ts';

test('refuseVerify() refuses an environment of mode verify and lets one of mode test through', () => {
  expect(() => refuseVerify({ name: 'rehearsal', mode: 'verify' })).toThrow(
    expect.objectContaining({ code: 'ENVIRONMENT_REFUSED' }),
  );
  expect(() => refuseVerify({ name: 'local', mode: 'test' })).not.toThrow();
});
