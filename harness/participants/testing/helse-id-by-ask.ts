import { createHelseIdClient, type HelseIdClient } from '#mocks/kit/helse-id/helse-id-client.ts';
import { messageExchangeApi, testCredentials } from '#mocks/kit/helse-id/helse-id-credentials.ts';
import type { RunningParticipants } from '../running-participants.ts';
import { ask } from './ask.ts';

/** A client of the started gateway, on behalf of the sender's organisation. */
export function helseIdByAsk(participants: RunningParticipants): HelseIdClient {
  return createHelseIdClient({
    ...testCredentials('sender'),
    issuer: participants.origins['helse-id.id-gateway'] ?? '',
    scope: messageExchangeApi.scope,
    post: async (path, form, headers) => {
      const answer = await ask(participants, 'helse-id.id-gateway', path, {
        method: 'POST',
        body: new URLSearchParams(form).toString(),
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      });
      const nonce = answer.headers['dpop-nonce'];
      return {
        status: answer.status,
        nonce: typeof nonce === 'string' ? nonce : undefined,
        body: JSON.parse(answer.body) as unknown,
      };
    },
  });
}
