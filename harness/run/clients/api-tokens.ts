import type { EndpointRef } from '#harness/common/participants.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { createHelseIdClient, type HelseIdClient } from '#mocks/kit/helse-id/helse-id-client.ts';
import { testCredentials } from '#mocks/kit/helse-id/helse-id-credentials.ts';
import type { CallEndpoint } from './api.ts';

export interface TokenAccess {
  readonly call: CallEndpoint;
  readonly environment: Environment;
  readonly origins: Readonly<Record<EndpointRef, string>>;
}

/**
 * The harness as a client of HelseID, on behalf of the sender's organisation, for the API of a scope. Undefined where
 * the guard is that client, and where the gateway is not ours: it does not know the test key, and real credentials are
 * not held by a scenario.
 */
export function apiTokens(
  { call, environment, origins }: TokenAccess,
  scope: string,
): HelseIdClient | undefined {
  const issuer = origins['helse-id.id-gateway'];
  const heldByGuard = Object.values(environment.participants).some(({ credentials = [] }) =>
    credentials.some((credential) => credential.as === 'helse-id' && credential.scope === scope),
  );
  if (issuer === undefined || environment.participants['id-gateway'].as !== 'mock' || heldByGuard)
    return undefined;
  return createHelseIdClient({
    ...testCredentials('sender'),
    issuer,
    scope,
    post: async (path, form, headers) => {
      const response = await call('helse-id.id-gateway', path, { method: 'POST', form, headers });
      const { 'dpop-nonce': nonce } = response.headers();
      return { status: response.status(), nonce, body: await response.json().catch(() => undefined) };
    },
  });
}
