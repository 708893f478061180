import { expect, test } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '#harness/environment/project-root.ts';
import { needsSeal } from '#harness/seal/testing/needs-seal.ts';
import { openSignedWorld, type SignedWorld } from './testing/signed-world.ts';

let world: SignedWorld;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  test.setTimeout(300_000);
  world = await openSignedWorld(25_600);
});
test.afterAll(() => world.dispose());

/** The folder with the evidence of the one run of this world. */
function evidenceFolder(): string {
  const evidence = join(world.folder, 'output', 'evidence');
  const [run = ''] = readdirSync(evidence);
  return join(evidence, run);
}

test('a verify run leaves its certificate, and the terminal and the report say where', async () => {
  test.setTimeout(300_000);
  world.sign('kari');
  world.sign('ola');
  const { code, stderr } = await world.verify('--grep', 'another citizen');
  expect(code, stderr).toBe(0);
  const file = join(evidenceFolder(), 'attestation.json');
  const shown = /^Certificate: (.*)$/m.exec(stderr)?.[1] ?? '';
  expect(inProject(shown)).toBe(file);
  const latest = join(world.folder, 'output', 'latest');
  const pages = readdirSync(latest).filter((name) => /^run-.*\.html$/.test(name));
  expect(pages).toHaveLength(2);
  for (const page of pages)
    expect(readFileSync(join(latest, page), 'utf8')).toContain(`npx verdikjede attestation verify ${shown}`);

  const good = await world.run('attestation', 'verify', file, '--change', world.changeFile);
  expect([good.code, good.stderr]).toEqual([0, '']);
  expect(good.stdout).toMatch(
    /^✔ .* is as it was signed\.\n {4}result {7}PASSED|^✔ .*\n {4}result {7}WARNED/,
  );
  expect(good.stdout).toMatch(/change {7}CHG-1, sha256 [0-9a-f]{64}\n {4}versions {5}citizen-portal 1\.0/);
  expect(good.stdout).toContain('passed       letter: another citizen');
  const json = await world.run('attestation', 'show', file, '--json');
  expect(json.code).toBe(0);
  expect(json.stderr).toContain('Not checked');
  const statement = JSON.parse(json.stdout) as { subject: { name: string }[]; predicate: { result: string } };
  expect(statement.subject.map(({ name }) => name)).toEqual([
    'environment rehearsal.yaml',
    'change CHG-1',
    'audit.jsonl',
  ]);
});

test('it is checked with no network and nothing but the files', async () => {
  await needsSeal('bubblewrap');
  const folder = join(world.folder, 'third-party');
  mkdirSync(folder);
  for (const name of ['attestation.json', 'audit.jsonl', 'audit.jsonl.checkpoints', 'audit.jsonl.pub'])
    copyFileSync(join(evidenceFolder(), name), join(folder, name));
  const cli = [process.execPath, inProject('harness', 'cli', 'verdikjede.mjs'), 'attestation', 'verify'];
  const alone = ['--unshare-all', '--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc', '--'];
  const { status, stdout, stderr } = spawnSync(
    'bwrap',
    [...alone, ...cli, join(folder, 'attestation.json')],
    {
      encoding: 'utf8',
    },
  );
  expect(status, stderr).toBe(0);
  expect(stdout).not.toContain('No audit log lies beside it');
});

test('what was changed ends 4 and says why; wrong use ends 2', async () => {
  const folder = evidenceFolder();
  const file = join(folder, 'attestation.json');
  const log = join(folder, 'audit.jsonl');
  const changed = await world.run('attestation', 'verify', file, '--change', otherChange());
  expect([changed.code, changed.stdout]).toEqual([
    4,
    expect.stringMatching(/refused \(change\): .* another/),
  ]);
  chmodSync(log, 0o600);
  writeFileSync(log, readFileSync(log, 'utf8').replace('"kind":"intent"', '"kind":"inTent"'));
  const damaged = await world.run('attestation', 'verify', file, '--json');
  expect([damaged.code, JSON.parse(damaged.stdout)]).toMatchObject([4, { refusals: [{ check: 'log' }] }]);
  chmodSync(file, 0o600);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"sig":"', '"sig":"A'));
  for (const action of ['verify', 'show'])
    expect(await world.run('attestation', action, file)).toMatchObject({ code: 4 });

  for (const wrong of [
    ['verify', join(folder, 'nothing')],
    ['verify', world.changeFile],
    ['verify', file, '--key', log],
    ['verify', file, '--log', join(folder, 'nothing')],
    ['verify', file, '--change', log],
    ['show', file, '--key'],
  ]) {
    expect(await world.run('attestation', ...wrong), wrong.join(' ')).toMatchObject({ code: 2, stdout: '' });
  }
});

/** The record that was verified, with one word changed afterwards. */
function otherChange(): string {
  const file = join(world.folder, 'changes', 'other.yaml');
  writeFileSync(file, readFileSync(world.changeFile, 'utf8').replace('deployed tonight', 'deployed today'));
  return file;
}
