import { expect, test } from '@playwright/test';
import { join } from 'node:path';
import { inProject } from '#harness/environment/project-root.ts';
import { readRunRecord } from '#reports/read-run-record.ts';
import { openCliWorld } from './testing/cli-world.ts';

const scenarios = inProject('harness', 'cli', 'testing', 'unlisted');

test('what passes the guard and nobody lists ends a verify run with 4; what is listed does not', async () => {
  test.setTimeout(180_000);
  const world = openCliWorld(27_500);
  const verify = (grep: string) =>
    world.run('verify', world.environment('rehearsal'), '--scenarios', scenarios, '--grep', grep);
  const reconciliation = () => {
    const [run] = world.verdict().runs;
    const record = readRunRecord(join(world.folder, 'output', 'runs', `${run?.id}.json`));
    return { told: record.reconciliation, sent: record.sent ?? [] };
  };
  try {
    const control = await verify('harness’s');
    expect(control.code, control.stderr).toBe(0);
    const { told, sent } = reconciliation();
    expect(told).toEqual({ requests: 3, listed: 3, explained: [], unexplained: [] });
    const shown = sent.map(({ method, path, outcome, count }) => ({ method, path, outcome, count }));
    expect(shown).toContainEqual({ method: 'GET', path: '/version', outcome: 'answered', count: 2 });
    // The canary.
    expect(shown).toContainEqual({ method: 'POST', path: null, outcome: 'refused', count: 1 });

    const attack = await verify('of its own');
    expect(attack.code, attack.stderr).toBe(4);
    expect(attack.stderr).toContain('1 of 1 scenarios passed');
    const { verdict, findings } = world.verdict();
    expect(verdict).toBe('safety stop');
    expect(findings.map(({ kind, because }) => [kind, because])).toEqual([
      [
        'unexplained',
        expect.stringMatching(/^The guard let through GET hospital-records.*nobody lists it\.$/),
      ],
    ]);
    expect(reconciliation().told).toMatchObject({ requests: 3, listed: 2 });
  } finally {
    world.dispose();
  }
});
