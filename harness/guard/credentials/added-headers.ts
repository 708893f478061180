import type { HeldCredential } from '#environments/credentials.schema.ts';
import type { EndpointRef } from '#harness/common/participants.ts';

/** Headers that the guard adds to a request, by name in lower case. */
export type AddedHeaders = Readonly<Record<string, string>>;

/** What a credential that does not change adds to each request; undefined for other kinds. */
export function fixedHeaders(credential: HeldCredential): AddedHeaders | undefined {
  switch (credential.as) {
    case 'header':
      return { [credential.name.toLowerCase()]: credential.value };
    case 'bearer':
      return { authorization: `Bearer ${credential.token}` };
    case 'basic':
      return { authorization: `Basic ${base64(`${credential.user}:${credential.password}`)}` };
    default:
      return undefined;
  }
}

/** Client certificates by `host:port` of the endpoint that they are for. */
export function clientCertificates(
  credentials: readonly HeldCredential[],
  origins: Readonly<Record<EndpointRef, string>>,
): Record<string, { cert: string; key: string }> {
  const pairs = credentials.flatMap((credential) => {
    if (credential.as !== 'certificate') return [];
    const { hostname, port } = new URL(origins[credential.endpoint] ?? '');
    const { certificate: cert, key } = credential;
    return [[`${hostname}:${port === '' ? 443 : port}`, { cert, key }] as const];
  });
  return Object.fromEntries(pairs);
}

/** The texts that may be seen by nobody but the participant: each secret, and how it goes over the wire. */
export function secretTexts(credentials: readonly HeldCredential[]): string[] {
  return credentials.flatMap((credential) => {
    switch (credential.as) {
      case 'header':
        return [credential.value];
      case 'bearer':
        return [credential.token];
      case 'basic':
        return [credential.password, base64(`${credential.user}:${credential.password}`)];
      default:
        return [credential.key];
    }
  });
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
