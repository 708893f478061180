import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { findK6 } from './find-k6.ts';

test('findK6() takes the first executable on PATH', () => {
  const [empty, folder] = [test.info().outputPath('first'), test.info().outputPath('second')];
  for (const made of [empty, folder]) mkdirSync(made, { recursive: true });
  writeFileSync(join(empty, 'k6'), 'not a program');
  writeFileSync(join(folder, 'k6'), '');
  chmodSync(join(folder, 'k6'), 0o755);
  expect(findK6([empty, '', folder].join(delimiter))).toBe(join(folder, 'k6'));
});

test('findK6() without k6 names the command to get it', () => {
  expect(() => findK6('/nowhere')).toThrow(
    expect.objectContaining({ code: 'SETUP_MISSING', hint: expect.stringMatching(/k6/) }),
  );
});
