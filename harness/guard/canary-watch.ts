import type { CompletedRequest } from 'mockttp';
import { canaryPath } from '#harness/common/canary.ts';
import { scenarioOf } from './request-of.ts';
import type { Policy } from './policy.ts';

/**
 * Tells the canary of a verify run from any other write: it is the first thing that is refused, and no scenario's.
 * Whatever is refused later counts, whoever says that it is a canary.
 */
export function watchForCanary({ mode }: Pick<Policy, 'mode'>): (refused?: CompletedRequest) => boolean {
  let awaited = mode === 'verify';
  return (refused) => {
    const first = awaited;
    awaited = false;
    return (
      first &&
      refused?.method === 'POST' &&
      refused.path === canaryPath &&
      scenarioOf(refused.rawHeaders) === null
    );
  };
}
