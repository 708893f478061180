import type { APIRequestContext, APIResponse } from '@playwright/test';
import { guardHeader } from '#harness/common/guard-headers.ts';
import { participantOf, type EndpointRef } from '#harness/common/participants.ts';
import { HarnessError } from '../../errors.ts';

interface ApiRequest {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Record<string, string>;
  readonly form?: Record<string, string>;
  readonly data?: string;
  /** Default: redirects are not followed, so that each hop can be looked at. */
  readonly maxRedirects?: number;
}

/** Calls an endpoint by its reference, through the guard. The only way a scenario's code reaches a participant. */
export type CallEndpoint = (
  endpoint: EndpointRef,
  path: string,
  request?: ApiRequest,
) => Promise<APIResponse>;

export function createCallEndpoint(
  request: APIRequestContext,
  origins: Readonly<Record<EndpointRef, string>>,
): CallEndpoint {
  return async (endpoint, path, { method = 'GET', maxRedirects = 0, ...rest } = {}) => {
    const origin = origins[endpoint];
    const participant = participantOf(endpoint) ?? endpoint;
    if (origin === undefined) throw absent(participant);
    const url = new URL(path, origin).href;
    const response = await request
      .fetch(url, { method, maxRedirects, failOnStatusCode: false, ...rest })
      .catch((cause: unknown) => {
        throw down(participant, 'no answer', cause);
      });
    assertUp({ participant, status: response.status(), headers: response.headers() });
    return response;
  };
}

interface Answer {
  readonly participant: string;
  readonly status: number;
  readonly headers: Record<string, string>;
}

/** Tells a participant that is down, and a denial of the guard, from an answer that is the participant's own. */
export function assertUp({ participant, status, headers }: Answer): void {
  const guard = headers[guardHeader];
  if (guard === 'denied') {
    throw new HarnessError(`The guard denied a request to ${participant}.`, {
      code: 'DENIED',
      stage: 'guard',
      participant,
      hint: 'The denial and the rule that refused it stand in the report. Allowed operations: the environment file.',
    });
  }
  if (status === 502 || status === 503 || status === 504) {
    throw down(
      participant,
      guard === 'refused-certificate' ? 'its certificate was refused' : `it answered ${status}`,
    );
  }
}

function down(participant: string, what: string, cause?: unknown): HarnessError {
  return new HarnessError(`${participant} is down: ${what}.`, {
    code: 'PARTICIPANT_DOWN',
    stage: 'run',
    participant,
    hint: 'Ask its owner. What could not be observed is reported as not comparable, never as the same.',
    ...(cause === undefined ? {} : { cause }),
  });
}

export function absent(participant: string): HarnessError {
  return new HarnessError(`${participant} is absent from this environment.`, {
    code: 'PARTICIPANT_ABSENT',
    stage: 'run',
    participant,
    hint: 'Give it an address, a mock or a stand-in in the environment file.',
  });
}
