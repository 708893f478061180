import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { join } from 'node:path';
import type { Change } from '#environments/change.schema.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { newChange } from './change/new-change.ts';
import { subjectsOf } from './change/subjects.ts';
import { checkDigests } from './check-digests.ts';
import { checkDeployedVersions } from './check-versions.ts';
import { checkWindow } from './check-window.ts';
import { checkSigners, signerFiles } from './signature/check-signers.ts';

const scenarios = inProject('scenarios');
const day = 86_400_000;
const now = new Date('2026-11-22T12:00:00Z');
const at = (ms: number): string => new Date(now.getTime() + ms).toISOString();

function record(window: Change['predicate']['window'] = { notBefore: at(-day), notAfter: at(day) }): Change {
  const person = 'kari@sykehus.test';
  return newChange(loadEnvironment('rehearsal'), scenarios, {
    ...{ id: 'CHG-1', what: 'portal 1.0', why: 'deployed', requester: person, window },
    tester: { person, function: 'tester', confidentiality: { signedOn: '2026-01-01', reference: 'HR-1' } },
    versions: [{ name: 'citizen-portal', version: '1.0' }],
    risk: { reference: 'ROS-1', assessedBy: person, assessedOn: '2026-11-01', conclusion: 'acceptable' },
    backup: { verifiedAt: at(-day), verifiedBy: person, evidence: 'DRIFT-5' },
    restore: { routine: 'RUT-3', owner: person },
  });
}

test('a window holds exactly while it is open, and never longer than 14 days', () => {
  const ms = fc.integer({ min: -30 * day, max: 30 * day });
  fc.assert(
    fc.property(ms, ms, (from, until) => {
      const open = from < until && from <= 0 && until >= 0 && until - from <= 14 * day;
      const findings = checkWindow(record({ notBefore: at(from), notAfter: at(until) }), now);
      expect(findings.length === 0).toBe(open);
    }),
    { numRuns: 200 },
  );
});

test('any subject that is another, is gone or came along is named', () => {
  const change = record();
  const found = subjectsOf(loadEnvironment('rehearsal'), scenarios);
  expect(checkDigests(change, found)).toEqual([]);
  expect(found.map(({ name }) => name)).toContain('scenarios/letter/letter-arrives.scenario.ts');
  for (const [i, { name }] of found.entries()) {
    const other = { name, digest: { sha256: '0'.repeat(64) } };
    for (const seen of [
      found.with(i, other),
      found.toSpliced(i, 1),
      [...found, { ...other, name: `${name}.new` }],
    ]) {
      const [finding, ...more] = checkDigests(change, seen);
      expect(finding?.because).toContain(name);
      expect(more).toEqual([]);
    }
  }
  const twice = { ...change, subject: [...change.subject, ...change.subject.slice(0, 1)] };
  expect(checkDigests(twice, found)).toHaveLength(1);
});

test('a deployed version: the expected one passes, another or none refuses, silence only warns', async () => {
  const shown = { name: 'citizen-portal', endpoint: 'citizen-portal', path: '/version', pointer: '/version' };
  const check = (answer: { version: string } | 'no answer' | undefined) =>
    checkDeployedVersions(record(), { versions: [shown] }, () => Promise.resolve(answer));
  expect(await check({ version: '1.0' })).toEqual([]);
  for (const other of [{ version: '1.0.1' }, { version: '<script>' }, undefined]) {
    const [finding] = await check(other);
    expect(finding).toMatchObject({ check: 'versions' });
    expect(finding?.warning).toBeUndefined();
    expect(finding?.because).not.toContain('<');
  }
  expect(await check('no answer')).toEqual([expect.objectContaining({ warning: true })]);
});

test('the example of production pins its signers, and a copy without them is refused', () => {
  const { file, change } = loadEnvironment('production.example');
  if (change === undefined || change.signers === 'throw-away') throw new Error('it must pin its signers');
  const pinned = { ...change, signers: change.signers };
  expect(checkSigners(signerFiles(file, pinned), pinned)).toEqual([]);
  const gone = signerFiles(join('/nowhere', 'production.yaml'), pinned);
  expect(checkSigners(gone, pinned)).toEqual([expect.objectContaining({ check: 'signers' })]);
});
