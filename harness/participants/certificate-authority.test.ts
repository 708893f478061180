import { X509Certificate } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { createCertificateAuthority } from './certificate-authority.ts';

const now = new Date('2026-11-22T08:00:00Z');
const host = 'citizen-portal.unit.test';
const days = (certificate: X509Certificate): number =>
  (Date.parse(certificate.validTo) - now.getTime()) / 86_400_000;

test('createCertificateAuthority() issues leaves for one name that its certificate verifies', async () => {
  const authority = await createCertificateAuthority('verdikjede unit participants CA', now);
  const ca = new X509Certificate(authority.certificate);
  const leaf = new X509Certificate((await authority.issue(host)).certificate);
  expect(ca.subject).toBe('CN=verdikjede unit participants CA');
  expect(ca.ca).toBe(true);
  expect(leaf.ca).toBe(false);
  expect(leaf.verify(ca.publicKey)).toBe(true);
  expect(leaf.checkIssued(ca)).toBe(true);
  expect(leaf.checkHost(host)).toBe(host);
  expect(leaf.checkHost('other.unit.test')).toBeUndefined();
  expect(days(leaf)).toBe(90);
});

test('issue() counts the days from the start of the run, backwards too', async () => {
  const authority = await createCertificateAuthority('unit', now);
  const soon = new X509Certificate((await authority.issue(host, { expiresInDays: 3 })).certificate);
  const expired = new X509Certificate((await authority.issue(host, { expiresInDays: -5 })).certificate);
  expect(days(soon)).toBe(3);
  expect(days(expired)).toBe(-5);
  expect(Date.parse(expired.validFrom)).toBeLessThan(Date.parse(expired.validTo));
});

test('issue() makes a leaf that is not for the name when drift says so', async () => {
  const authority = await createCertificateAuthority('unit', now);
  const leaf = new X509Certificate((await authority.issue(host, { wrongName: true })).certificate);
  expect(leaf.checkHost(host)).toBeUndefined();
});

test('createCertificateAuthority() makes a new key each time: no run trusts another’s', async () => {
  const [one, other] = await Promise.all([1, 2].map(() => createCertificateAuthority('unit', now)));
  const leaf = new X509Certificate((await one!.issue(host)).certificate);
  expect(leaf.verify(new X509Certificate(other!.certificate).publicKey)).toBe(false);
});
