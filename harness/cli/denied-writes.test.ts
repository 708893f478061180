import { expect, test } from '@playwright/test';
import { join } from 'node:path';
import { inProject } from '#harness/environment/project-root.ts';
import { readRunRecord } from '#reports/read-run-record.ts';
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

    const evidence = join(world.folder, 'output', 'evidence', denied[0]?.run ?? '');
    const checkpoint = join(world.folder, 'output', 'checkpoints', `${denied[0]?.run}.checkpoints`);
    const audit = await world.run('audit', 'verify', evidence, '--checkpoint', checkpoint);
    expect([audit.code, audit.stdout]).toEqual([0, expect.stringContaining('is as it was written')]);
    const shown = await world.run('audit', 'show', evidence, '--denied', '--json');
    const kept = shown.stdout.trim().split('\n');
    // The canary's, and those of the attempts.
    const denials = denied.length + 1;
    expect(kept.map((line) => (JSON.parse(line) as { kind: string }).kind)).toEqual(
      Array.from({ length: denials }, () => 'denial'),
    );
    const { audit: told } = readRunRecord(join(world.folder, 'output', 'runs', `${denied[0]?.run}.json`));
    expect(told).toMatchObject({ problem: null, counts: { denial: denials, closed: 1 } });
    expect(told?.covered).toBe(told?.records);
  } finally {
    world.dispose();
  }
});
