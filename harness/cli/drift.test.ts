import { expect, test } from '@playwright/test';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '#harness/environment/project-root.ts';
import { processEnvironment } from '#harness/environment/process-environment.ts';
import { trySeal } from '#harness/seal/try-seal.ts';
import { openCliWorld, type CliWorld } from './testing/cli-world.ts';

test.describe.configure({ mode: 'default' });
let world: CliWorld;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  world = openCliWorld(21_000);
  const first = await world.run('test', '--environment', world.environment('local'));
  expect(first.code, first.stderr).toBe(0);
  const second = await world.run('test', '--environment', world.environment('local'));
  expect(second.code, second.stderr).toBe(0);
});
test.afterAll(() => world.dispose());

interface Expected {
  readonly code: number;
  /** Who owns the finding, and what kind it is. */
  readonly finding: { participant: string; kind: string; observation?: RegExp };
}

const drifts: Record<string, Expected> = {
  'inactive-receiver': {
    code: 1,
    finding: { participant: 'address-register', kind: 'drift', observation: /receiver/ },
  },
  'expiring-certificate': {
    code: 1,
    finding: { participant: 'message-exchange', kind: 'drift', observation: /certificate/ },
  },
  'token-without-pid': {
    code: 1,
    finding: { participant: 'id-gateway', kind: 'drift', observation: /claims/ },
  },
  'changed-title': {
    code: 1,
    finding: { participant: 'citizen-portal', kind: 'drift', observation: /letter|inbox/ },
  },
  'exchange-down': { code: 3, finding: { participant: 'message-exchange', kind: 'blocked' } },
  'unknown-issuer': {
    code: 1,
    finding: { participant: 'citizen-portal', kind: 'drift', observation: /certificate/ },
  },
  'broken-document': { code: 1, finding: { participant: 'message-exchange', kind: 'failed' } },
};

test('without drift the rehearsal is the same as test', async () => {
  const { code, stderr } = await world.run('verify', world.environment('rehearsal'));
  expect(code, stderr).toBe(0);
  // In CI the seal must work; a tester's machine may lack it, and then says so.
  const { works } = processEnvironment().CI ? { works: true } : await trySeal();
  expect(world.verdict()).toMatchObject({ verdict: 'same', sealed: works, findings: [] });
  expect(stderr).toContain(works ? 'The verify run was sealed by ' : 'The verify run was not sealed.');
  expect(stderr).toContain(
    'signed by first-signer@rehearsal.test and second-signer@rehearsal.test, keys made for this run',
  );
  const page = readFileSync(join(world.folder, 'output', 'latest', 'index.html'), 'utf8');
  expect(page).toContain('Hvem godkjente hva');
  expect(page).toContain('ingen har godkjent');
});

test('what was approved is compared with: the same profile is the same, another one is drift', async () => {
  const rehearsal = world.environment('rehearsal');
  const approved = await world.run('profile', 'approve', rehearsal, '--by', 'Kari Nordmann');
  expect(approved.code, approved.stderr).toBe(0);
  const shown = await world.run('profile', 'show', rehearsal);
  expect(JSON.parse(shown.stdout)).toMatchObject({ environment: 'rehearsal', approvedBy: 'Kari Nordmann' });
  expect(shown.stdout).not.toMatch(/serial|fingerprint|BEGIN CERTIFICATE/i);

  const compared = await world.run('compare');
  expect(compared.code, compared.stderr).toBe(0);
  expect(world.verdict().comparison?.['as approved']).toMatchObject({ drift: 0, missing: 0 });
  expect(world.verdict().comparison?.['as approved'].same).toBeGreaterThan(20);

  const file = join(world.folder, 'profiles', 'rehearsal.json');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('idporten-loa-substantial', 'Level3'));
  const changed = await world.run('compare');
  rmSync(file);
  expect(changed.code, changed.stderr).toBe(1);
  expect(world.verdict().findings).toContainEqual(
    expect.objectContaining({ participant: 'id-gateway', kind: 'drift' }),
  );
});

for (const [name, { code, finding }] of Object.entries(drifts)) {
  test(`the drift ${name} is seen, from a file outside the repository`, async () => {
    const file = join(world.folder, `copied-${name}.yaml`);
    cpSync(inProject('environments', 'drift', `${name}.yaml`), file);
    const result = await world.run('verify', world.environment('rehearsal'), '--drift', file);
    expect(result.code, result.stderr).toBe(code);
    const { findings } = world.verdict();
    const { participant, kind, observation = /(?:)/ } = finding;
    expect(findings).toContainEqual(expect.objectContaining({ participant, kind }));
    const observed = findings.filter((f) => f.participant === participant && f.kind === kind);
    expect(observed.map((f) => f.observation ?? '').join('\n')).toMatch(observation);
    if (name === 'exchange-down') expect(findings.map((f) => f.kind)).not.toContain('drift');
    if (name === 'broken-document') expect(result.stderr).toMatch(/line \d+/);
  });
}

test('a letter that stops on its way is followed to the hop where it stopped', async () => {
  const drift = inProject('environments', 'drift', 'exchange-down.yaml');
  const { code, stderr } = await world.run(
    'test',
    '--environment',
    world.environment('local'),
    '--drift',
    drift,
  );
  expect(code, stderr).toBe(3);
  const { findings } = world.verdict();
  expect(findings).not.toEqual([]);
  for (const found of findings) {
    expect(found).toMatchObject({ participant: 'message-exchange', kind: 'blocked', observation: 'send' });
  }
});
