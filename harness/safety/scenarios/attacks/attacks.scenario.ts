import type { APIRequestContext } from '@playwright/test';
import { expect, scenario } from '#harness/run/scenario.ts';
import { attacks } from '../../attacks.ts';
import { attempt } from '../../attempt.ts';
import { legalPosts, legalReads } from '../../legal-reads.ts';
import { toolsOf } from '../../tools-of.ts';
import { details } from '../chain.ts';

/** A request that is denied, and so stands in the ledger: between two of them lies what the attack caused. */
const leaveMark = (request: APIRequestContext, origin: string): Promise<unknown> =>
  request.fetch(`${origin}/`, { method: 'SEARCH' });

for (const attack of attacks) {
  scenario(attack.id, details, async ({ page, context, browser, playwright, request, run }) => {
    const tools = toolsOf(run, attack.id);
    await leaveMark(request, tools.origin);
    await attempt(attack, { page, context, browser, playwright, proxyUrl: run.proxyUrl, ...tools });
    await leaveMark(request, tools.origin);
  });
}

for (const [endpoint, path] of legalReads) {
  scenario(`a legal read: ${endpoint} ${path}`, details, async ({ call }) => {
    expect((await call(endpoint, path)).status()).toBe(200);
  });
}

for (const [spoken, [path, carried]] of Object.entries(legalPosts)) {
  scenario(`a legal read: ${spoken}`, details, async ({ call }) => {
    expect((await call('citizen-portal', path, { method: 'POST', ...carried })).status()).toBe(200);
  });
}
