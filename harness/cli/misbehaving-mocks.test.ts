import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { inProject } from '#harness/environment/project-root.ts';
import { openCliWorld, type CliWorld } from './testing/cli-world.ts';

/** Scenarios here call CPPA with nothing but a path. */
function withoutTokens(world: CliWorld): string {
  const file = join(world.folder, 'without-tokens.yaml');
  const settings = '[{ participant: address-register, set: { tokenCheck: never } }]';
  writeFileSync(file, `version: 1\ntitle: The register asks for no tokens\nsettings: ${settings}\n`);
  return file;
}
const scenarios = (folder: string): string => inProject('harness', 'cli', 'testing', folder);

test('mocks misbehave for one scenario, and for no other', async () => {
  test.setTimeout(180_000);
  const world = openCliWorld(27_000);
  try {
    const folder = scenarios('misbehaving');
    const { code, stderr } = await world.run(
      'test',
      ...[
        '--environment',
        world.environment('local'),
        '--scenarios',
        folder,
        '--drift',
        withoutTokens(world),
      ],
    );
    expect(stderr).toContain('10 of 10 scenarios passed');
    expect(code, stderr).toBe(0);
  } finally {
    world.dispose();
  }
});

test('what a failed scenario did is undone; a request that nobody documented fails its scenario', async () => {
  test.setTimeout(180_000);
  const world = openCliWorld(27_100);
  try {
    const folder = scenarios('misbehaving-undone');
    const { code, stderr, stdout } = await world.run(
      'test',
      ...[
        '--environment',
        world.environment('local'),
        '--scenarios',
        folder,
        '--drift',
        withoutTokens(world),
      ],
    );
    expect(code, stderr).toBe(1);
    expect(stderr).toContain('1 of 3 scenarios passed');
    expect(stdout + stderr).toMatch(
      /no participant documents.*GET at cppa\.address-register\.local\.test \(nearest: GET \/Processes \(/,
    );
    const { findings } = world.verdict();
    expect(findings.map(({ scenario }) => scenario).sort()).toEqual([
      'asks for what nobody documented',
      'ends by an expectation that fails',
    ]);
  } finally {
    world.dispose();
  }
});
