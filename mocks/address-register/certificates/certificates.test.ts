import { webcrypto, X509Certificate } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { createCertificateAuthority } from '#harness/participants/certificate-authority.ts';
import { createHierarchy } from '../hierarchy.ts';
import { settingsSchema } from '../settings.ts';
import { testConfig } from '../test-config.ts';
import { checkCertificate } from './check-certificate.ts';
import type { CertificateUse } from './certificate-holder.ts';
import { createCertificates } from './certificates.ts';
import { createIssuer } from './issue-certificate.ts';

const now = new Date('2026-11-22T08:00:00Z');
const clock = { now: () => now, after: () => Promise.resolve() };
const hierarchy = createHierarchy(testConfig.roster.parties);
const ownCa = createCertificates(hierarchy, settingsSchema.parse({}), clock);
const find = (herId: string, use: CertificateUse) => ownCa.find(hierarchy.find(herId)!, use);
const read = (der: string) => new X509Certificate(Buffer.from(der, 'base64'));
// OID 2.5.29.15, critical, then the bits: 0x20 in five unused bits is keyEncipherment, 0x40 in six nonRepudiation.
const usageBits = { encryption: '0603551d0f0101ff040403020520', signing: '0603551d0f0101ff040403020640' };

test('encryption certificates are for KeyEncipherment, signing certificates for NonRepudiation', async () => {
  for (const use of ['encryption', 'signing'] as const) {
    const { der } = (await find('8990101', use))!;
    expect(Buffer.from(der, 'base64').toString('hex')).toContain(usageBits[use]);
    expect(read(der).publicKey.asymmetricKeyType).toBe('rsa');
    expect(await checkCertificate(der, await ownCa.anchor(), now)).toBeUndefined();
  }
});

test('a certificate is made once', async () => {
  const [one, other] = await Promise.all([find('8990101', 'signing'), find('8990100', 'signing')]);
  expect(one).toEqual(other);
});

test('each fault of the seed is a fault of the certificate', async () => {
  const check = async (herId: string) =>
    checkCertificate((await find(herId, 'encryption'))!.der, await ownCa.anchor(), now);
  expect(await check('8990301')).toBe('chain');
  expect(read((await find('8990301', 'encryption'))!.der).validToDate < now).toBe(true);
  expect(await check('8990302')).toBe('chain');
  expect(await check('8990303')).toBeUndefined();
  const wrongUse = (await find('8990303', 'encryption'))!.der;
  expect(Buffer.from(wrongUse, 'base64').toString('hex')).toContain(usageBits.signing);
  expect(await check('8990304')).toBe('policy');
  expect(await find('8990305', 'encryption')).toBeUndefined();
});

test('the CA of a run signs through one under it: the chain ends at the CA that TLS has', async () => {
  const run = await createCertificateAuthority('run CA', now);
  const business = await run.issueAuthority('business CA');
  const settings = settingsSchema.parse({ certificateAuthority: business });
  const given = createCertificates(hierarchy, settings, clock);
  const [intermediate, root] = [business.certificate, run.certificate].map((pem) => new X509Certificate(pem));
  for (const use of ['encryption', 'signing'] as const) {
    const { der } = (await given.find(hierarchy.find('8990101')!, use))!;
    expect(await checkCertificate(der, await given.anchor(), now)).toBeUndefined();
    expect(read(der).checkIssued(intermediate!) && read(der).verify(intermediate!.publicKey)).toBe(true);
    expect(Buffer.from(der, 'base64').toString('hex')).toContain(usageBits[use]);
    expect(read(der).publicKey.asymmetricKeyType).toBe('rsa');
  }
  expect(intermediate!.checkIssued(root!) && intermediate!.verify(root!.publicKey)).toBe(true);
  expect(intermediate!.ca).toBe(true);
});

test('a CA of the settings signs the certificates', async () => {
  const { certificate, pkcs8 } = await exportableCa();
  const key = `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`;
  const settings = settingsSchema.parse({ certificateAuthority: { certificate, key } });
  const given = createCertificates(hierarchy, settings, clock);
  const { der } = (await given.find(hierarchy.find('8990101')!, 'signing'))!;
  expect(read(der).verify(new X509Certificate(certificate).publicKey)).toBe(true);
});

async function exportableCa(): Promise<{ certificate: string; pkcs8: string }> {
  const { certificate, key } = await createIssuer('Gitt CA', now);
  const bytes = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  return { certificate: certificate.toString('pem'), pkcs8: bytes.toString('base64') };
}
