import type { HeldCredential } from '#environments/credentials.schema.ts';
import type { EndpointRef } from '#harness/common/participants.ts';
import { createHelseIdClient, type HelseIdClient } from '#mocks/kit/helse-id/helse-id-client.ts';
import type { JudgedRequest } from '../judged-request.ts';
import { fixedHeaders, type AddedHeaders } from './added-headers.ts';
import { helseIdEndpoint, type TokenCall } from './token-call.ts';

/** What the guard holds for the endpoints of a run. */
export interface Credentials {
  /** A header of the request that the guard itself adds; undefined when there is none. Only one of them may. */
  clash(endpoint: EndpointRef, request: Pick<JudgedRequest, 'headers'>): string | undefined;
  /**
   * What is added to a request that may leave; undefined where nothing is. Rejects where a token is needed, and none
   * is given.
   */
  headersFor(
    endpoint: EndpointRef,
    request: Pick<JudgedRequest, 'method' | 'url'>,
  ): Promise<AddedHeaders> | undefined;
}

interface Holding {
  readonly fixed: AddedHeaders;
  readonly tokens: HelseIdClient | undefined;
  readonly names: ReadonlySet<string>;
}

/** Tokens are fetched by `call`, when one is first needed. */
export function createCredentials(
  credentials: readonly HeldCredential[],
  origins: Readonly<Record<EndpointRef, string>>,
  call: TokenCall,
): Credentials {
  const holdings = new Map<EndpointRef, Holding>();
  for (const endpoint of new Set(credentials.map((credential) => credential.endpoint))) {
    const own = credentials.filter((credential) => credential.endpoint === endpoint);
    const fixed = Object.assign({}, ...own.map(fixedHeaders)) as AddedHeaders;
    const tokens = own
      .map((credential) => tokensBy(credential, origins, call))
      .find((one) => one !== undefined);
    const names = new Set([
      ...Object.keys(fixed),
      ...(tokens === undefined ? [] : ['authorization', 'dpop']),
    ]);
    holdings.set(endpoint, { fixed, tokens, names });
  }
  return {
    clash: (endpoint, { headers }) => {
      const names = holdings.get(endpoint)?.names;
      return names === undefined
        ? undefined
        : headers.map(([name]) => name.toLowerCase()).find((name) => names.has(name));
    },
    headersFor: (endpoint, { method, url }) => {
      const holding = holdings.get(endpoint);
      return holding && addedBy(holding, method, url);
    },
  };
}

function tokensBy(
  credential: HeldCredential,
  origins: Readonly<Record<EndpointRef, string>>,
  call: TokenCall,
): HelseIdClient | undefined {
  if (credential.as !== 'helse-id') return undefined;
  const { clientId, scope, key } = credential;
  const issuer = origins[helseIdEndpoint] ?? '';
  return createHelseIdClient({ clientId, scope, issuer, post: call, key: JSON.parse(key) as never });
}

async function addedBy({ fixed, tokens }: Holding, method: string, url: string): Promise<AddedHeaders> {
  const token = await tokens?.headersFor(method, url);
  return token === undefined ? fixed : { ...fixed, ...token };
}
