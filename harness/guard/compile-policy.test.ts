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
    list.map(({ id, endpoint, method, path }) => ({
      ref: participants[name].endpoints.length === 0 ? name : `${endpoint}.${name}`,
      ...{ id, method, path },
    })),
  );
  const listed = loadEnvironment('rehearsal').operations;
  // Where a token request is allowed for more than one scope, the id says for whom besides.
  const undocumented = listed.filter(
    ({ endpoint, id, method, path }) =>
      !documented.some(
        (one) =>
          one.ref === endpoint &&
          (id === one.id || id.startsWith(`${one.id}-`)) &&
          one.method === method &&
          one.path === path,
      ),
  );
  expect(undocumented).toEqual([]);
  expect(new Set(listed.map(({ id, endpoint }) => `${endpoint} ${id}`)).size).toBe(listed.length);
});
