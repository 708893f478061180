import { expect, test } from '@playwright/test';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HarnessError } from '../errors.ts';
import { loadDrift } from './load-drift.ts';
import { loadEnvironment } from './load-environment.ts';
import { inProject } from './project-root.ts';

/** A copy of environments/ that a test may spoil. */
function copyOfEnvironments(): string {
  const folder = mkdtempSync(join(tmpdir(), 'verdikjede-environments-'));
  cpSync(inProject('environments'), folder, { recursive: true });
  return folder;
}

function spoil(folder: string, file: string, change: (text: string) => string): string {
  const path = join(folder, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  return path;
}

function refusal(load: () => unknown): HarnessError {
  try {
    load();
  } catch (error) {
    expect(error).toBeInstanceOf(HarnessError);
    return error as HarnessError;
  }
  throw new Error('It was not refused.');
}

test('the environments that come along load, with roster and standing records', () => {
  expect(loadEnvironment('local').mode).toBe('test');
  const rehearsal = loadEnvironment('rehearsal');
  expect(rehearsal.mode).toBe('verify');
  expect(rehearsal.standing.letters.map(({ record }) => record)).toContain('letter');
});

test('all problems of all files are told at once, with place and rule', () => {
  const folder = copyOfEnvironments();
  const file = spoil(folder, 'local.yaml', (text) =>
    text.replace('port: 8443', 'port: many\nhemmelig: s3cret-value'),
  );
  const { code, message } = refusal(() => loadEnvironment(file));
  expect(code).toBe('ENVIRONMENT_INVALID');
  expect(message).toContain('2 problems');
  expect(message).toMatch(/local\.yaml:\d+ → port: .*number/);
  expect(message).toMatch(/local\.yaml:\d+ → hemmelig: is not a known key/);
  expect(message).not.toContain('s3cret-value');
});

test('an unknown participant is told with its place', () => {
  const folder = copyOfEnvironments();
  const file = spoil(folder, 'local.yaml', (text) => text.replace('citizen-portal:', 'citizen-portl:'));
  const { message } = refusal(() => loadEnvironment(file));
  expect(message).toContain('participants.citizen-portl');
});

test('a person who is not synthetic is refused, and the number is not shown', () => {
  const folder = copyOfEnvironments();
  // The right check digits of a synthetic number do not fit another month.
  const wrong = '12037010045';
  spoil(folder, 'rosters/local.yaml', (text) => text.replace('12837010045', wrong));
  const { message } = refusal(() => loadEnvironment(join(folder, 'local.yaml')));
  expect(message).toContain('people.0.pid');
  expect(message).toContain('synthetic');
  expect(message).not.toContain(wrong);
});

test('a missing file is told with those that exist', () => {
  const { code, hint } = refusal(() => loadEnvironment('nowhere'));
  expect(code).toBe('ENVIRONMENT_INVALID');
  expect(hint).toContain('local, production.example, rehearsal');
});

test('a missing roster is told', () => {
  const folder = copyOfEnvironments();
  const file = spoil(folder, 'local.yaml', (text) => text.replace('roster: local.yaml', 'roster: gone.yaml'));
  expect(refusal(() => loadEnvironment(file)).message).toMatch(/gone\.yaml → file: does not exist/);
});

test('yaml that is broken is told with its line', () => {
  const folder = copyOfEnvironments();
  const file = spoil(folder, 'local.yaml', (text) => `${text}\n  - [`);
  expect(refusal(() => loadEnvironment(file)).message).toMatch(/local\.yaml:\d+ → yaml:/);
});

test('every drift file that comes along loads, and a wrong one is told with place and rule', () => {
  for (const name of [
    'inactive-receiver',
    'expiring-certificate',
    'token-without-pid',
    'changed-title',
    'exchange-down',
    'unknown-issuer',
    'broken-document',
    'lost-messages',
    'silent-receiver',
    'edi-receiver',
    'slow-exchange',
  ]) {
    expect(loadDrift(inProject('environments', 'drift', `${name}.yaml`)).title).not.toBe('');
  }
  const folder = mkdtempSync(join(tmpdir(), 'verdikjede-drift-'));
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'wrong.yaml');
  writeFileSync(file, 'version: 1\ntitle: x\ntls: [{ endpoint: nobody, expiresInDays: 3 }]\n');
  const { code, message } = refusal(() => loadDrift(file));
  expect(code).toBe('DRIFT_INVALID');
  expect(message).toMatch(/wrong\.yaml:3 → tls\.0\.endpoint/);
});
