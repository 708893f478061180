import { expect, test } from '@playwright/test';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usedNonces } from './used-nonces.ts';

const use = { runId: 'r', change: 'CHG-1', environment: 'rehearsal', usedAt: '2026-11-22T08:00:00Z' };
let folder: string;
test.beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'verdikjede-nonces-'))));
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a record is used once, whoever asks and however often', () => {
  const nonces = usedNonces(join(folder, 'used'));
  expect(nonces.check('a')).toEqual([]);
  expect(nonces.use('a', use)).toEqual([]);
  const another = usedNonces(join(folder, 'used'));
  expect(another.check('a')).toHaveLength(1);
  expect(another.use('a', use)).toEqual([expect.objectContaining({ check: 'nonce' })]);
  expect(another.use('b', use)).toEqual([]);
  // What stands there says which record it was, and never its nonce.
  expect(readdirSync(join(folder, 'used')).join('')).not.toContain('a.json');
});

test('where it cannot be kept, the record is refused', () => {
  writeFileSync(join(folder, 'a-file'), '');
  const [refused] = usedNonces(join(folder, 'a-file')).use('a', use);
  expect(refused?.because).toContain('cannot be kept');
});
