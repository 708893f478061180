import { waitUntil } from '#harness/common/wait-until.ts';
import { scenario } from '#harness/run/scenario.ts';
import { guardKilled } from '../../attacks/guard-killed.ts';
import { attempt } from '../../attempt.ts';
import { toolsOf } from '../../tools-of.ts';
import { details } from '../chain.ts';

scenario(
  'reads until the guard is gone, then writes',
  details,
  async ({ page, context, browser, playwright, request, run }) => {
    const tools = toolsOf(run, guardKilled.id);
    await waitUntil({
      what: 'the end of the guard',
      timeoutMs: 45_000,
      look: async () => {
        const answer = await request.get(`${tools.origin}/pages/alive`).catch(() => undefined);
        return answer?.status() === 200 ? undefined : true;
      },
    });
    await attempt(guardKilled, { page, context, browser, playwright, proxyUrl: run.proxyUrl, ...tools });
  },
);
