import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { inProject } from './project-root.ts';
import { publishedSchemas, publishedText } from './write-schemas.ts';

for (const [name, schema] of Object.entries(publishedSchemas)) {
  test(`${name} says what the zod schema says (else: npm run schemas)`, () => {
    expect(readFileSync(inProject('environments', name), 'utf8')).toBe(publishedText(schema));
  });
}
