import type { Drift } from '#environments/drift.schema.ts';
import type { EndpointRef } from '#harness/common/participants.ts';
import type { EndpointAddress } from './address-plan.ts';
import { createCertificateAuthority, type Leaf } from './certificate-authority.ts';

/** The CA that the environment's callers trust, and a leaf for every endpoint that we start. */
export interface Certificates {
  /** PEM text. */
  readonly ca: string;
  readonly leaves: Readonly<Record<EndpointRef, Leaf>>;
  /** The CA under it that the address register signs the parties' certificates with. */
  readonly business: Leaf;
}

/** Makes CA and leaves of a run, with the TLS drift of each endpoint. */
export async function makeCertificates(
  environmentName: string,
  endpoints: readonly EndpointAddress[],
  drift: Drift | undefined,
  now: Date,
): Promise<Certificates> {
  const trusted = await createCertificateAuthority(`verdikjede ${environmentName} participants CA`, now);
  const issued = endpoints.map(async ({ ref, host }) => {
    const tls = drift?.tls.find((entry) => entry.endpoint === ref);
    const issuer =
      tls?.untrustedIssuer === true
        ? await createCertificateAuthority(`verdikjede ${environmentName} CA that nobody trusts`, now)
        : trusted;
    return [ref, await issuer.issue(host, tls)] as const;
  });
  const business = await trusted.issueAuthority(`verdikjede ${environmentName} business CA`);
  return { ca: trusted.certificate, leaves: Object.fromEntries(await Promise.all(issued)), business };
}
