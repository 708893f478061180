import { expect, test } from '@playwright/test';
import { inProject } from '#harness/environment/project-root.ts';
import { openCliWorld } from './testing/cli-world.ts';

const attacks = inProject('harness', 'cli', 'testing', 'attacks');

test('attempts to write arrive in test, and are denied, recorded and end the run with 4 in verify', async () => {
  test.setTimeout(180_000);
  const world = openCliWorld(23_000);
  try {
    const control = await world.run(
      'test',
      '--environment',
      world.environment('local'),
      '--scenarios',
      attacks,
    );
    expect(control.stderr).toContain('4 of 4 scenarios passed');
    expect(control.code, control.stderr).toBe(0);

    const verify = await world.run('verify', world.environment('rehearsal'), '--scenarios', attacks);
    expect(verify.stderr).toContain('4 of 4 scenarios passed');
    expect(verify.code, verify.stderr).toBe(4);
    const { verdict, findings } = world.verdict();
    expect(verdict).toBe('safety stop');
    const denied = findings.filter(({ kind }) => kind === 'denied');
    expect(new Set(denied.map(({ scenario }) => scenario))).toEqual(
      new Set([
        'page.request.post',
        'fetch in the page',
        'a form post',
        'fetch from Node through the harness’s client',
      ]),
    );
  } finally {
    world.dispose();
  }
});
