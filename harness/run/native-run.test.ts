import { expect, test } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { childEnvironment } from '#harness/environment/process-environment.ts';
import { inProject } from '#harness/environment/project-root.ts';

const cli = inProject('node_modules', '@playwright', 'test', 'cli.js');

/** Playwright as a tester calls it, without our command around it. */
function playwright(parameters: readonly string[], variables: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'test', ...parameters], {
    cwd: inProject(),
    encoding: 'utf8',
    env: childEnvironment({ FORCE_COLOR: '0', VERDIKJEDE_BACKEND: 'process', ...variables }),
  });
  return { status, output: stdout + stderr };
}

test('a scenario is reported, and selected, by the line on which it stands', () => {
  const file = 'scenarios/letter/letter-arrives.scenario.ts';
  const lines = readFileSync(inProject(file), 'utf8').split('\n');
  const line = lines.findIndex((text) => text.startsWith('scenario(')) + 1;
  const { output } = playwright(['--list', '--project=scenarios', `${file}:${line}`]);
  expect(output).toContain(`letter-arrives.scenario.ts:${line}:1 › the letter arrives and can be read`);
  expect(output).toContain('Total: 1 test');
});

test('--grep selects by title and by chain', () => {
  expect(playwright(['--list', '--project=scenarios', '--grep', '@letter']).output).toContain(
    'Total: 5 tests',
  );
  expect(playwright(['--list', '--project=scenarios', '--grep', 'another citizen']).output).toContain(
    'Total: 1 test',
  );
});

test('with a verify environment the config refuses, and names the command', () => {
  const { status, output } = playwright(['--project=scenarios'], { VERDIKJEDE_ENVIRONMENT: 'rehearsal' });
  expect(status).not.toBe(0);
  expect(output).toContain('npx verdikjede verify rehearsal');
  expect(output).not.toContain('passed');
});
