import { test, expect } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { publishedSchemas } from './published-schemas.ts';

const folder = new URL('schemas/', import.meta.url);

for (const [file, text] of publishedSchemas()) {
  test(`reports/schemas/${file} is what the zod schema says (made anew with UPDATE_SCHEMAS=1)`, () => {
    if (process.env['UPDATE_SCHEMAS'] === '1') writeFileSync(new URL(file, folder), text);
    expect(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))).toEqual(JSON.parse(text));
  });
}
