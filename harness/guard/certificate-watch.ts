import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { EndpointRef } from '#harness/common/participants.ts';
import { certificateFacts, probeCertificate } from './certificate-facts.ts';
import { splitUrl } from './judged-request.ts';
import type { LedgerWriter } from './ledger-writer.ts';
import type { Policy } from './policy.ts';

export interface CertificateWatch {
  /** Writes down the certificate of a connection that the guard accepted, once for each endpoint. */
  accepted(endpoint: EndpointRef, socket: Socket | null): void;
  /** Writes down the certificate that the guard refused for this reason, once for each endpoint and reason. */
  refused(endpoint: EndpointRef, code: string): void;
  /** Resolves when all refused certificates have been written down. */
  settled(): Promise<unknown>;
}

/** Keeps the certificate facts of a run in its ledger. */
export function watchCertificates(policy: Pick<Policy, 'origins'>, ledger: LedgerWriter): CertificateWatch {
  const seen = new Set<string>();
  const probes: Promise<void>[] = [];
  const isFirst = (key: string): boolean => !seen.has(key) && seen.add(key).has(key);

  const probe = async (endpoint: EndpointRef, code: string): Promise<void> => {
    const target = splitUrl(policy.origins[endpoint] ?? '');
    if (target === undefined) return;
    const facts = await probeCertificate(target, code);
    if (facts !== undefined) ledger.append({ entry: 'certificate', endpoint, facts });
  };

  return {
    accepted: (endpoint, socket) => {
      if (!(socket instanceof TLSSocket) || !isFirst(endpoint)) return;
      const facts = certificateFacts(socket, null);
      if (facts !== undefined) ledger.append({ entry: 'certificate', endpoint, facts });
    },
    refused: (endpoint, code) => {
      if (isFirst(`${endpoint} ${code}`)) probes.push(probe(endpoint, code));
    },
    settled: () => Promise.all(probes),
  };
}
