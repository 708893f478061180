import type { X509Certificate } from 'node:crypto';
import tls, { type TLSSocket } from 'node:tls';
import type { CertificateFacts } from '#harness/observation/observation.schema.ts';

/** Facts of the certificate that a participant showed; undefined when the handshake did not come that far. */
export function certificateFacts(socket: TLSSocket, refused: string | null): CertificateFacts | undefined {
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return undefined;
  const names = (certificate.subjectAltName ?? '').split(', ').filter((name) => name !== '');
  return {
    subject: commonName(certificate),
    issuer: certificate.issuer.split('\n').join(', '),
    names: names.map((name) => name.replace(/^(DNS|IP Address):/, '')).sort(),
    notBefore: new Date(certificate.validFrom).toISOString(),
    notAfter: new Date(certificate.validTo).toISOString(),
    protocol: socket.getProtocol(),
    refused,
  };
}

const commonName = ({ subject }: X509Certificate): string =>
  subject
    .split('\n')
    .find((part) => part.startsWith('CN='))
    ?.slice('CN='.length) ?? subject.split('\n').join(', ');

const handshakeTimeoutMs = 5_000;

/**
 * Facts of a certificate that was refused, which the failed connection no longer tells. It only shakes hands,
 * sends nothing and trusts nothing: what it learns is written down and used for no request.
 */
export function probeCertificate(
  target: { hostname: string; port: number },
  refused: string,
): Promise<CertificateFacts | undefined> {
  return new Promise((resolve) => {
    const socket = tls.connect({
      host: target.hostname,
      servername: target.hostname,
      port: target.port,
      rejectUnauthorized: false,
      minVersion: 'TLSv1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    const end = (facts: CertificateFacts | undefined): void => {
      socket.destroy();
      resolve(facts);
    };
    socket.setTimeout(handshakeTimeoutMs, () => end(undefined));
    socket.once('error', () => end(undefined));
    socket.once('secureConnect', () => end(certificateFacts(socket, refused)));
  });
}
