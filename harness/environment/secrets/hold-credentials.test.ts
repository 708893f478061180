import { expect, test } from '@playwright/test';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HarnessError } from '#harness/errors.ts';
import { loadEnvironment } from '../load-environment.ts';
import { inProject } from '../project-root.ts';
import { holdCredentials } from './hold-credentials.ts';
import { readSecret } from './read-secret.ts';

let folder: string;
let inMemory: string;
let onDisk: string;
test.beforeEach(() => {
  test.skip(process.platform !== 'linux', 'Memory file systems are told by Linux alone.');
  folder = mkdtempSync(join(tmpdir(), 'verdikjede-secrets-'));
  inMemory = mkdtempSync('/dev/shm/verdikjede-secrets-');
  mkdirSync(inProject('test-results'), { recursive: true });
  onDisk = mkdtempSync(join(inProject('test-results'), 'secrets-'));
  cpSync(inProject('environments'), folder, { recursive: true });
});
test.afterEach(() => {
  for (const path of [folder, inMemory, onDisk]) rmSync(path, { recursive: true, force: true });
});

/** The rehearsal, with credentials for the citizen portal. */
function withCredentials(...credentials: object[]): string {
  const file = join(folder, 'rehearsal.yaml');
  const portal = { as: 'standIn', criticality: 2, credentials };
  const yaml = readFileSync(inProject('environments', 'rehearsal.yaml'), 'utf8');
  writeFileSync(
    file,
    yaml.replace(/^ {2}citizen-portal: .*$/m, `  citizen-portal: ${JSON.stringify(portal)}`),
  );
  return file;
}
const bearer = (token: string) => ({ as: 'bearer', endpoint: 'citizen-portal', token });
function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof HarnessError) return `${error.code} ${error.message} ${error.hint}`;
    throw error;
  }
  return 'nothing was thrown';
}
const held = (file: string) => holdCredentials(loadEnvironment(file));

test('secrets come from variables and from files in memory; a newline at the end is not of them', () => {
  const file = join(inMemory, 'token');
  writeFileSync(file, 'from-memory\n', { mode: 0o600 });
  process.env['A_SECRET_OF_A_TEST'] = 'from-a-variable';
  try {
    const other = {
      as: 'header',
      endpoint: 'citizen-portal',
      name: 'x-key',
      value: '${env:A_SECRET_OF_A_TEST}',
    };
    expect(held(withCredentials(bearer(`$\{file:${file}}`), other))).toEqual([
      { as: 'bearer', endpoint: 'citizen-portal', token: 'from-memory' },
      { ...other, value: 'from-a-variable' },
    ]);
  } finally {
    delete process.env['A_SECRET_OF_A_TEST'];
  }
});

test('a secret in the file itself is refused, and not shown', () => {
  const message = messageOf(() => loadEnvironment(withCredentials(bearer('in-the-clear'))));
  expect(message).toMatch(
    /ENVIRONMENT_INVALID[\s\S]*token: must say where the secret is kept: \$\{env:NAME\}/,
  );
  expect(message).not.toContain('in-the-clear');
});

test('a reference to a file of sops names the value in it', () => {
  const refused = /must say where the secret is kept: .* or \$\{sops:PATH#KEY\}/;
  const load = (path: string) => () => loadEnvironment(withCredentials(bearer(`$\{sops:${path}}`)));
  for (const path of ['secrets.yaml', 'secrets.yaml#', '#token', 'a#b..c', 'a#b.', 'a#b"]["c', 'a#b#c'])
    expect(messageOf(load(path)), path).toMatch(refused);
  expect(load('secrets/production.yaml#helseid.key-1')).not.toThrow();
});

test('credentials are for the participant’s own endpoints, each header once', () => {
  const own = bearer('${env:A}');
  const message = messageOf(() =>
    loadEnvironment(withCredentials(own, { ...own, endpoint: 'rest.address-register' }, own)),
  );
  expect(message).toContain('credentials.1: is for an endpoint that citizen-portal does not have');
  expect(message).toContain('credentials.2: adds what another one adds already');
});

test('all that is missing is told at once, with the reason, and nothing of any secret', () => {
  const stored = join(onDisk, 'on-disk');
  const open = join(inMemory, 'open');
  const short = join(inMemory, 'short');
  for (const file of [stored, open]) writeFileSync(file, 'very-secret', { mode: 0o600 });
  chmodSync(open, 0o644);
  writeFileSync(short, 'seven-7', { mode: 0o600 });
  const header = (name: string, value: string) => ({ as: 'header', endpoint: 'citizen-portal', name, value });
  const file = withCredentials(
    header('a', '${env:NOT_SET_ANYWHERE}'),
    header('b', `$\{file:${stored}}`),
    header('c', `$\{file:${open}}`),
    header('d', `$\{file:${inMemory}/gone}`),
    header('e', `$\{file:${short}}`),
    {
      as: 'certificate',
      endpoint: 'citizen-portal',
      certificate: `$\{file:${short}}`,
      key: `$\{file:${short}}`,
    },
  );
  const message = messageOf(() => held(file));
  for (const rule of [
    /\$\{env:NOT_SET_ANYWHERE\}: is not set/,
    /on-disk\}: lies on a disk/,
    /open\}: may be read by others: chmod 600/,
    /gone\}: cannot be read/,
    /short\}: is shorter than 8 characters/,
    /certificate key .*: is not PEM/,
  ]) {
    expect(message).toMatch(rule);
  }
  expect(message).not.toMatch(/very-secret|seven-7/);
});

test('a file that scenarios can read is no place for a secret, even in memory', () => {
  const [environmentFile, file] = [join(inMemory, 'e.yaml'), join(inMemory, 'secrets', 'token')];
  mkdirSync(join(inMemory, 'secrets'));
  writeFileSync(file, 'from-memory', { mode: 0o600 });
  expect(readSecret('${file:secrets/token}', environmentFile)).toEqual({
    rule: expect.stringContaining('lies where scenarios can read it') as unknown,
  });
  expect(readSecret(`$\{file:${file}}`, join(folder, 'e.yaml'))).toEqual({ text: 'from-memory' });
});

test('a secret that is encrypted by age is refused where age is not there, with how to get it', () => {
  const path = process.env['PATH'];
  process.env['PATH'] = folder;
  try {
    expect(messageOf(() => held(withCredentials(bearer('${age:token.age}'))))).toMatch(
      /^SETUP_MISSING .*age is not installed\. Install it \(apt-get install -y age/,
    );
    // With the program there, and no identity to decrypt by.
    writeFileSync(join(folder, 'age'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    expect(messageOf(() => held(withCredentials(bearer('${age:token.age}'))))).toContain(
      'needs VERDIKJEDE_AGE_IDENTITY',
    );
  } finally {
    process.env['PATH'] = path;
  }
});
