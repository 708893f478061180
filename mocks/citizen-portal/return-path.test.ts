import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { returnPath } from './return-path.ts';

test('returnPath() keeps the way to a personal page', () => {
  for (const path of ['/inbox', '/letters/9f3c', '/letters/9f3c/attachments/Innkallingsbrev%20%C3%A6.pdf']) {
    expect(returnPath(path)).toBe(path);
  }
});

test('returnPath() never leads to another origin', () => {
  const hostile = [
    '//evil.test',
    '/\\evil.test',
    'https://evil.test/inbox',
    '/letters/../../x',
    '/logout',
    7,
  ];
  for (const wanted of hostile) expect(returnPath(wanted)).toBe('/inbox');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.webPath().map((p) => `/letters/${p}`),
      ),
      (wanted) => {
        const url = new URL(returnPath(wanted), 'https://portal.test');
        expect(url.origin).toBe('https://portal.test');
        expect(url.pathname).toMatch(/^\/(inbox|letters\/)/);
      },
    ),
  );
});
