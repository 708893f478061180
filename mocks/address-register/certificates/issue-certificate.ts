import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { CertificateUse } from './certificate-holder.ts';

/** Who signs certificates. */
export interface Issuer {
  readonly certificate: x509.X509Certificate;
  readonly key: CryptoKey;
  readonly signing: typeof algorithm | typeof ecAlgorithm;
}

export interface CertificateRequest {
  readonly issuer: Issuer;
  /** Decimal. */
  readonly serialNumber: string;
  readonly commonName: string;
  readonly organisationNumber: string | undefined;
  readonly usages: x509.KeyUsageFlags;
  readonly policy: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;
const ecAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 86_400_000;

/** What a certificate of each use may be used for (facts/domain.md 3.2). */
export const keyUsages: Readonly<Record<CertificateUse, x509.KeyUsageFlags>> = {
  encryption: x509.KeyUsageFlags.keyEncipherment,
  signing: x509.KeyUsageFlags.nonRepudiation,
};

const newKeys = async (): Promise<CryptoKeyPair> =>
  (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
const hexOf = (decimal: string): string => {
  const hex = BigInt(decimal).toString(16);
  return hex.length % 2 === 0 ? hex : `0${hex}`;
};

/** A CA of its own, good from a year before `now` for two years. Its key never leaves the process. */
export async function createIssuer(commonName: string, now: Date): Promise<Issuer> {
  x509.cryptoProvider.set(webcrypto as unknown as Crypto);
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: new x509.Name([{ C: ['NO'] }, { O: ['Verdikjede'] }, { CN: [commonName] }]),
    notBefore: new Date(now.getTime() - 365 * dayMs),
    notAfter: new Date(now.getTime() + 365 * dayMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate, key: keys.privateKey, signing: algorithm };
}

/** The CA of PEM texts, its key PKCS#8: RSA, or EC P-256 as the run's own. Throws when they are not that. */
export async function readIssuer(pem: string, key: string): Promise<Issuer> {
  x509.cryptoProvider.set(webcrypto as unknown as Crypto);
  const [der = new ArrayBuffer()] = x509.PemConverter.decode(key);
  const certificate = new x509.X509Certificate(pem);
  const signing = certificate.publicKey.algorithm.name === 'ECDSA' ? ecAlgorithm : algorithm;
  const imported = await webcrypto.subtle.importKey('pkcs8', der, signing, false, ['sign']);
  return { certificate, key: imported as CryptoKey, signing };
}

/** An enterprise certificate, RSA 2048, as the trade's CAs issue them. Its key is thrown away. */
export async function issueCertificate(request: CertificateRequest): Promise<x509.X509Certificate> {
  const { issuer, commonName, organisationNumber } = request;
  const { publicKey } = await newKeys();
  return x509.X509CertificateGenerator.create({
    serialNumber: hexOf(request.serialNumber),
    subject: new x509.Name([
      { C: ['NO'] },
      { O: [commonName] },
      { CN: [commonName] },
      ...(organisationNumber === undefined ? [] : [{ '2.5.4.5': [organisationNumber] }]),
    ]),
    issuer: issuer.certificate.subjectName,
    notBefore: request.notBefore,
    notAfter: request.notAfter,
    signingAlgorithm: issuer.signing,
    publicKey,
    signingKey: issuer.key,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(request.usages, true),
      new x509.CertificatePolicyExtension([request.policy]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.certificate),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
    ],
  });
}

/** The policies that a certificate (DER, base64) was issued under. */
export const policiesOf = (der: string): readonly string[] =>
  new x509.X509Certificate(der).getExtension(x509.CertificatePolicyExtension)?.policies ?? [];
