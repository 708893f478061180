import { expect, test } from '@playwright/test';
import type { Operation } from '#harness/common/operations.ts';
import { nearestOperation } from './nearest-operation.ts';

const operations: Operation[] = [
  { id: 'export', method: 'GET', path: '/CommunicationPartyExport' },
  { id: 'one', method: 'GET', path: '/Messages/{id}' },
  { id: 'status', method: 'GET', path: '/Messages/{id}/status' },
  { id: 'read', method: 'PUT', path: '/Messages/{id}/read/{herId}' },
  { id: 'processes', method: 'GET', path: '/Processes' },
  { id: 'processes-v2', method: 'GET', path: '/v2/Processes' },
];

for (const [method, path, id] of [
  ['GET', '/Proceses', 'processes'],
  ['GET', '/processes', 'processes'],
  ['GET', '/v2/Proces', 'processes-v2'],
  ['GET', '/messages/1/stat', 'status'],
  ['POST', '/Messages/1/read/2', 'read'],
  ['GET', '/Messages/1/read', 'read'],
] as const) {
  test(`nearestOperation() to ${method} ${path} is ${id}`, () => {
    expect(nearestOperation(operations, method, path).id).toBe(id);
  });
}
