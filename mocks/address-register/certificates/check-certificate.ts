import { X509Certificate } from 'node:crypto';
import { policies } from './certificates.ts';

/**
 * What is wrong with a certificate that a profile uses: its `chain` (expired, not yet valid, or not signed by the
 * register's CA) or its `policy`. Undefined when it is good.
 * @param der base64
 * @param anchor the CA, DER, base64
 */
export async function checkCertificate(
  der: string,
  anchor: string,
  now: Date,
): Promise<'chain' | 'policy' | undefined> {
  const certificate = new X509Certificate(Buffer.from(der, 'base64'));
  const issuer = new X509Certificate(Buffer.from(anchor, 'base64'));
  const isInTime = Date.parse(certificate.validFrom) <= now.getTime() && now < new Date(certificate.validTo);
  if (!isInTime || !certificate.checkIssued(issuer) || !certificate.verify(issuer.publicKey)) return 'chain';
  const { policiesOf } = await import('./issue-certificate.ts');
  return policiesOf(der).includes(policies.known) ? undefined : 'policy';
}
