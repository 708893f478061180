import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** Drift of one certificate, as the drift file says it. */
export interface CertificateDrift {
  readonly expiresInDays?: number | undefined;
  readonly wrongName?: boolean | undefined;
}

/** PEM texts of a leaf and its key. */
export interface Leaf {
  readonly certificate: string;
  readonly key: string;
}

/** A CA that lives as long as one run; its key never leaves this object. */
export interface CertificateAuthority {
  /** PEM text. */
  readonly certificate: string;
  /** A leaf for one DNS name, good from an hour ago for 90 days. */
  issue(host: string, drift?: CertificateDrift): Promise<Leaf>;
  /** A CA under this one, that signs leaves alone. */
  issueAuthority(commonName: string): Promise<Leaf>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const lifetimeDays = 90;

const newKeys = async (): Promise<CryptoKeyPair> =>
  (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
const newSerial = (): string => {
  const bytes = Buffer.from(webcrypto.getRandomValues(new Uint8Array(16)));
  // Positive and of one length: RFC 5280 section 4.1.2.2.
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
};

/** Makes a CA (EC P-256) with this common name. `now` is the start of the run: leaves count their days from it. */
export async function createCertificateAuthority(
  commonName: string,
  now: Date,
): Promise<CertificateAuthority> {
  x509.cryptoProvider.set(webcrypto as unknown as Crypto);
  const keys = await newKeys();
  const name = new x509.Name([{ CN: [commonName] }]);
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name,
    notBefore: new Date(now.getTime() - 400 * dayMs),
    notAfter: new Date(now.getTime() + 400 * dayMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const issuer = { authority, signingKey: keys.privateKey, now };
  return {
    certificate: authority.toString('pem'),
    issue: (host, drift = {}) => issueLeaf(issuer, host, drift),
    issueAuthority: (name) => issueAuthority(issuer, name),
  };
}

interface Issuer {
  readonly authority: x509.X509Certificate;
  readonly signingKey: CryptoKey;
  readonly now: Date;
}

async function issueAuthority(issuer: Issuer, commonName: string): Promise<Leaf> {
  const keys = await newKeys();
  const { notBefore, notAfter } = issuer.authority;
  const authority = await x509.X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject: new x509.Name([{ CN: [commonName] }]),
    issuer: issuer.authority.subjectName,
    ...{ notBefore, notAfter, signingAlgorithm: algorithm },
    publicKey: keys.publicKey,
    signingKey: issuer.signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.authority),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return pemOf(authority, keys.privateKey);
}

async function pemOf(certificate: x509.X509Certificate, key: CryptoKey): Promise<Leaf> {
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', key);
  return { certificate: certificate.toString('pem'), key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY') };
}

async function issueLeaf(issuer: Issuer, host: string, drift: CertificateDrift): Promise<Leaf> {
  const keys = await newKeys();
  const dnsName = drift.wrongName === true ? `not-${host}` : host;
  const notAfter = issuer.now.getTime() + (drift.expiresInDays ?? lifetimeDays) * dayMs;
  const leaf = await x509.X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject: new x509.Name([{ CN: [dnsName] }]),
    issuer: issuer.authority.subjectName,
    notBefore: new Date(Math.min(issuer.now.getTime() - hourMs, notAfter - dayMs)),
    notAfter: new Date(notAfter),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: issuer.signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: dnsName }]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.authority),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return pemOf(leaf, keys.privateKey);
}
