import { expect, test } from '@playwright/test';
import type { LedgerEntry } from './ledger.schema.ts';
import { profileFromLedger } from './profile-from-ledger.ts';

const at = '2026-11-22T10:00:00.000Z';
const request = (number: number, operation: string | null): LedgerEntry => ({
  entry: 'request',
  at,
  number,
  kind: 'read',
  method: 'GET',
  host: 'rest.address-register.rehearsal.test:9443',
  path: operation === null ? 'other' : '/CommunicationParties/{herId}',
  endpoint: 'rest.address-register',
  operation,
  scenario: null,
});
const response = (number: number, status: number, headers: string[]): LedgerEntry => ({
  entry: 'response',
  at,
  number,
  status,
  contentType: 'application/json',
  headers,
});
const certificate = (notAfter: string, refused: string | null): LedgerEntry => ({
  entry: 'certificate',
  at,
  endpoint: 'citizen-portal',
  facts: {
    subject: 'citizen-portal.rehearsal.test',
    issuer: 'CN=participants',
    names: ['citizen-portal.rehearsal.test'],
    notBefore: '2026-11-01T00:00:00.000Z',
    notAfter,
    protocol: 'TLSv1.3',
    refused,
  },
});

test('profileFromLedger() tells statuses, content types and headers of each operation, without what varies', () => {
  const ledger = [
    request(1, 'get-party'),
    response(1, 404, ['date', 'x-trace', 'content-length']),
    request(2, 'get-party'),
    response(2, 200, ['date', 'etag', 'transfer-encoding']),
    request(3, null),
    response(3, 500, ['x-other']),
    request(4, 'unanswered'),
  ];
  expect(profileFromLedger(ledger, {})).toEqual([
    {
      participant: 'address-register',
      endpoint: 'rest.address-register',
      name: 'operation get-party',
      at,
      value: { statuses: [200, 404], contentTypes: ['application/json'], headers: ['etag', 'x-trace'] },
    },
  ]);
});

test('profileFromLedger() tells certificates without key or serial number, and the days left apart', () => {
  const ledger = [
    certificate('2026-12-22T10:00:00.000Z', null),
    certificate('2026-11-21T10:00:00.000Z', 'CERT_HAS_EXPIRED'),
  ];
  const told = (entries: LedgerEntry[]) =>
    profileFromLedger(entries, {}).map(({ name, value }) => ({ name, value }));
  expect(told(ledger.slice(0, 1))).toEqual([
    {
      name: 'certificate',
      value: {
        subject: 'citizen-portal.rehearsal.test',
        issuer: 'CN=participants',
        names: ['citizen-portal.rehearsal.test'],
        protocol: 'TLSv1.3',
      },
    },
    { name: 'certificate-days-left', value: { daysLeft: 30, refused: null } },
  ]);
  expect(told(ledger)[1]?.value).toEqual({ daysLeft: -1, refused: 'CERT_HAS_EXPIRED' });
});

test('profileFromLedger() writes addresses in documents as endpoint references', () => {
  const body = {
    issuer: 'https://id-porten.id-gateway.local.test:8443',
    list: ['https://id-porten.id-gateway.local.test:8443/authorize', 'https://elsewhere.test/'],
    flag: true,
  };
  const ledger: LedgerEntry[] = [
    { entry: 'document', at, endpoint: 'id-porten.id-gateway', operation: 'get-discovery', body },
  ];
  expect(
    profileFromLedger(ledger, { 'id-porten.id-gateway.local.test:8443': 'id-porten.id-gateway' }),
  ).toEqual([
    {
      participant: 'id-gateway',
      endpoint: 'id-porten.id-gateway',
      name: 'document get-discovery',
      at,
      value: {
        issuer: 'id-porten.id-gateway',
        list: ['id-porten.id-gateway/authorize', 'https://elsewhere.test/'],
        flag: true,
      },
    },
  ]);
});
