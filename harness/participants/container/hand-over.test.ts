import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { handOver, keepFolder } from './hand-over.ts';

const modeOf = (path: string): number => statSync(path).mode & 0o777;

test('handOver() makes a folder that nobody may change and everybody inside may read, whatever the umask', () => {
  test.skip(process.platform === 'win32', 'modes mean nothing there');
  const folder = test.info().outputPath('part');
  const before = process.umask(0o077);
  try {
    const mount = handOver(folder, '/own', { 'config.json': '{}', 'mappings/stubs.json': '[]' });
    expect(mount).toEqual({ source: folder, target: '/own', mode: 'ro' });
  } finally {
    process.umask(before);
  }
  expect(readFileSync(join(folder, 'mappings', 'stubs.json'), 'utf8')).toBe('[]');
  expect(['config.json', 'mappings/stubs.json'].map((name) => modeOf(join(folder, name)))).toEqual([
    0o444, 0o444,
  ]);
  expect([folder, join(folder, 'mappings')].map(modeOf)).toEqual([0o755, 0o755]);
});

test('keepFolder() makes a folder that nobody may write inside, whatever the umask', () => {
  test.skip(process.platform === 'win32', 'modes mean nothing there');
  const folder = test.info().outputPath('kept', 'part');
  const before = process.umask(0o077);
  try {
    expect(keepFolder(folder, '/kept')).toEqual({ source: folder, target: '/kept', mode: 'rw' });
  } finally {
    process.umask(before);
  }
  expect(modeOf(folder)).toBe(0o777);
});
