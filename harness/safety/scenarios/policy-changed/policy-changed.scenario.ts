import { scenario } from '#harness/run/scenario.ts';
import { policyChanged } from '../../attacks/policy-changed.ts';
import { attempt } from '../../attempt.ts';
import { toolsOf } from '../../tools-of.ts';
import { details } from '../chain.ts';

scenario(
  'writes what was listed after signing',
  details,
  async ({ page, context, browser, playwright, run }) => {
    const tools = toolsOf(run, policyChanged.id);
    await attempt(policyChanged, { page, context, browser, playwright, proxyUrl: run.proxyUrl, ...tools });
  },
);
