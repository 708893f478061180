import { hash } from 'node:crypto';
import type { KeptTestData } from '#mocks/kit/test-data-door.ts';
import type { KeptLogins } from './provider/memory-adapter.ts';

/** What the gateway keeps of tests: sessions, grants and tokens of people. Their ids are secrets: told by a hash. */
export const keptTestData = (logins: readonly KeptLogins[]): KeptTestData => ({
  list: () =>
    logins
      .flatMap((kept) => kept.list())
      .map((key) => ({ kind: 'login', id: hash('sha256', key).slice(0, 16) })),
  remove: () => {
    for (const kept of logins) kept.clear();
  },
});
