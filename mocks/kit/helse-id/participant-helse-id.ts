import type { ServiceConfig } from '#harness/common/service-config.ts';
import { HarnessError } from '#harness/errors.ts';
import { participantFetch } from '../participant-fetch.ts';
import { createHelseIdClient, type HelseIdClient } from './helse-id-client.ts';
import type { HelseIdCredentials } from './helse-id-credentials.ts';
import { messageExchangeApi } from './nhn-apis.ts';

/** How a participant gets its tokens for an API of NHN; undefined where the environment has no HelseID. */
export function participantHelseId(
  config: Pick<ServiceConfig, 'origins'>,
  credentials: HelseIdCredentials,
  scope: string = messageExchangeApi.scope,
): HelseIdClient | undefined {
  const issuer = config.origins['helse-id.id-gateway'];
  if (issuer === undefined) return undefined;
  return createHelseIdClient({
    ...credentials,
    issuer,
    scope,
    post: async (path, form, headers) => {
      const response = await participantFetch(issuer, path, {
        method: 'POST',
        body: new URLSearchParams(form).toString(),
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      }).catch((cause: unknown) => {
        throw unreachable(cause);
      });
      return {
        status: response.status,
        nonce: response.headers.get('dpop-nonce') ?? undefined,
        body: await response.json().catch(() => undefined),
      };
    },
  });
}

const unreachable = (cause: unknown): HarnessError =>
  new HarnessError('HelseID should have answered a request for a token, but the call failed.', {
    code: 'PARTICIPANT_DOWN',
    stage: 'participants',
    participant: 'id-gateway',
    hint: 'Look at the ID gateway of this environment: is it started, and does a drift file change it?',
    cause,
  });
