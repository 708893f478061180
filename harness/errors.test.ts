import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { inProject } from './environment/project-root.ts';
import { errorCodes } from './errors.ts';

test('every error code has its row under "When something stops", and every row its code', () => {
  const readme = readFileSync(inProject('README.md'), 'utf8');
  const section = /## When something stops\n([\s\S]*?)(?=\n## |$)/.exec(readme)?.[1] ?? '';
  const rows = [...section.matchAll(/^\| `([A-Z_]+)`\s*\|/gm)].map(([, code]) => code);
  expect(rows.sort()).toEqual([...errorCodes].sort());
});
