import { expect, test } from '@playwright/test';
import { participants } from '#harness/common/participants.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { declarations } from '#harness/participants/declarations.ts';
import { compilePolicy } from './compile-policy.ts';
import { operations } from './testing/operations.ts';

const origins = { 'citizen-portal': 'https://citizen-portal.local.test:8999' };

test('compilePolicy() takes the environment’s operations in verify, and no label', () => {
  const rehearsal = loadEnvironment('rehearsal');
  const policy = compilePolicy(rehearsal, origins, operations);
  expect(policy).toEqual({
    environment: 'rehearsal',
    mode: 'verify',
    origins,
    operations: rehearsal.operations,
  });
});

test('compilePolicy() takes labels in test, and keeps what a site says of itself as a document', () => {
  const policy = compilePolicy(loadEnvironment('local'), origins, operations);
  expect(policy.operations.map(({ id, document }) => [id, document])).toContainEqual(['discovery', true]);
  expect(policy.operations.filter(({ document }) => document)).toHaveLength(1);
});

test('every operation of the rehearsal is a documented one, under the same id, and none of them twice', () => {
  const documented = declarations.flatMap(({ name, operations: list }) =>
    list.map(({ id, endpoint, method, path }) => {
      return [
        participants[name].endpoints.length === 0 ? name : `${endpoint}.${name}`,
        id,
        method,
        path,
      ].join(' ');
    }),
  );
  const listed = loadEnvironment('rehearsal').operations.map(({ endpoint, id, method, path }) =>
    [endpoint, id, method, path].join(' '),
  );
  expect(listed.filter((operation) => !documented.includes(operation))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
});
