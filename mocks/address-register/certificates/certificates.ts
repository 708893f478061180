import type { Clock } from '#harness/common/clock.ts';
import type { CommunicationParty } from '#harness/common/roster.ts';
import type { Hierarchy } from '../hierarchy.ts';
import type { Settings } from '../settings.ts';
import { certificateHolder, ldapUrl, serialNumber, type CertificateUse } from './certificate-holder.ts';
import type { Issuer } from './issue-certificate.ts';

export interface PartyCertificate {
  /** DER, base64. */
  readonly der: string;
  readonly ldapUrl: string;
}

export interface Certificates {
  /** The certificate of a party for a use; undefined when it has none, of its own or by inheritance. */
  find(party: CommunicationParty, use: CertificateUse): Promise<PartyCertificate | undefined>;
  /** The CA that signs them: DER, base64. */
  anchor(): Promise<string>;
}

/** Policies of the certificates: one that the register knows, and one that it does not (RFC 5612 numbers). */
export const policies = { known: '1.3.6.1.4.1.32473.1.1', unknown: '1.3.6.1.4.1.32473.1.9' } as const;
const dayMs = 86_400_000;

/**
 * The certificates of the register's parties. Keys take time to make, so a certificate is made when it is first asked
 * for and then kept; `notBefore` is a day before the service started.
 */
export function createCertificates(
  hierarchy: Hierarchy,
  { certificateAuthority }: Settings,
  clock: Clock,
): Certificates {
  const startedAt = clock.now();
  const kept = new Map<string, Promise<string>>();
  let issuer: Promise<Issuer> | undefined;
  const theIssuer = (): Promise<Issuer> => (issuer ??= makeIssuer(certificateAuthority, startedAt));

  return {
    find: async (party, use) => {
      const holder = certificateHolder(hierarchy.lineOf(party));
      if (holder === undefined) return undefined;
      const key = `${holder.herId} ${use}`;
      const made =
        kept.get(key) ??
        theIssuer().then((signer) =>
          issue(holder, use, signer, startedAt, hierarchy.organisationNumberOf(holder)),
        );
      kept.set(key, made);
      return { der: await made, ldapUrl: ldapUrl(holder, use) };
    },
    anchor: async () => Buffer.from((await theIssuer()).certificate.rawData).toString('base64'),
  };
}

// Loaded when it is needed: it costs a tenth of a second that no start should wait for.
const x509 = () => import('./issue-certificate.ts');

async function makeIssuer(given: Settings['certificateAuthority'], now: Date): Promise<Issuer> {
  const { createIssuer, readIssuer } = await x509();
  return given === undefined
    ? createIssuer('Testregister CA', now)
    : readIssuer(given.certificate, given.key);
}

async function issue(
  holder: CommunicationParty,
  use: CertificateUse,
  issuer: Issuer,
  startedAt: Date,
  organisationNumber: string | undefined,
): Promise<string> {
  const { createIssuer, issueCertificate, keyUsages } = await x509();
  const fault = holder.certificates ?? 'valid';
  const other = use === 'encryption' ? 'signing' : 'encryption';
  const daysLeft = fault === 'expired' ? -1 : 365;
  const certificate = await issueCertificate({
    issuer: fault === 'untrusted-issuer' ? await createIssuer('Ukjent CA', startedAt) : issuer,
    serialNumber: serialNumber(holder, use),
    commonName: holder.name,
    organisationNumber,
    usages: keyUsages[fault === 'wrong-key-usage' ? other : use],
    policy: fault === 'wrong-policy' ? policies.unknown : policies.known,
    notBefore: new Date(startedAt.getTime() - (daysLeft < 0 ? 365 : 1) * dayMs),
    notAfter: new Date(startedAt.getTime() + daysLeft * dayMs),
  });
  return Buffer.from(certificate.rawData).toString('base64');
}
