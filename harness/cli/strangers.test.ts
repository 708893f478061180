import { expect, test } from '@playwright/test';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '#harness/environment/project-root.ts';
import { findIdentities } from '#harness/identities/find-identities.ts';
import { futurePersonNumber } from '#harness/identities/future-person.fixture.ts';
import { openCliWorld, type CliResult, type CliWorld } from './testing/cli-world.ts';

test.describe.configure({ mode: 'default' });
const strangers = inProject('harness', 'cli', 'testing', 'strangers');
const somebody = futurePersonNumber();

/** Everything that the run left, and what it printed. Decoded, so that nothing hides in Allure's page. */
function isTold(world: CliWorld, { stdout, stderr }: CliResult): boolean {
  const output = join(world.folder, 'output');
  const files = readdirSync(output, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name)));
  return [Buffer.from(stdout + stderr), ...files].some((content) =>
    findIdentities(content).found.some(({ number }) => number === somebody),
  );
}

test('a request that carries somebody off the roster is refused in test too, and ends the run with 4', async () => {
  test.setTimeout(240_000);
  const world = openCliWorld(24_000);
  try {
    const environment = world.environment('local');
    const result = await world.run('test', '--environment', environment, '--scenarios', strangers);
    expect(/\d+ of 18 scenarios passed/.exec(result.stderr)?.[0]).toBe('18 of 18 scenarios passed');
    expect(result.code).toBe(4);
    const { verdict, findings } = world.verdict();
    expect(verdict).toBe('safety stop');
    const denied = findings.filter(({ kind }) => kind === 'denied');
    expect(denied.map(({ scenario }) => scenario).sort()).toEqual(
      ['JSON', 'JWT', 'XML', 'base64', 'form', 'gzip', 'header', 'path', 'query'].map(
        (p) => `a stranger in ${p}`,
      ),
    );
    expect(isTold(world, result)).toBe(false);
  } finally {
    world.dispose();
  }
});

test('an answer that carries somebody off the roster is not passed on, and stops the verify run with 4', async () => {
  test.setTimeout(240_000);
  const world = openCliWorld(24_100);
  try {
    const drift = join(world.folder, 'somebody.yaml');
    const stub = {
      version: 1,
      title: 'The portal shows somebody else',
      stubs: [
        {
          endpoint: 'citizen-portal',
          mapping: {
            request: { method: 'GET', urlPath: '/' },
            response: {
              status: 200,
              headers: { 'Content-Type': 'text/html; charset=utf-8' },
              body: `<!doctype html><p>Født ${somebody.slice(0, 6)} ${somebody.slice(6)}</p>`,
            },
          },
        },
      ],
    };
    writeFileSync(drift, JSON.stringify(stub));
    const result = await world.run('verify', world.environment('rehearsal'), '--drift', drift);
    expect(result.code).toBe(4);
    const { verdict, findings } = world.verdict();
    expect(verdict).toBe('safety stop');
    expect(findings.map(({ kind }) => kind)).toContain('identity');
    expect(findings).toContainEqual(
      expect.objectContaining({ kind: 'identity', participant: 'citizen-portal', observation: 'body' }),
    );
    expect(isTold(world, result)).toBe(false);
  } finally {
    world.dispose();
  }
});
