import { test } from '@playwright/test';
import { partOfRun } from '#harness/run/part-of-run.ts';
import { controlAttacks } from '../attacks.ts';
import { attempt } from '../attempt.ts';
import { toolsOf } from '../tools-of.ts';

// The control: the same attacks with neither guard nor seal. Each must arrive, else it proves nothing.
for (const attack of controlAttacks) {
  test(attack.id, async ({ page, context, browser, playwright }) => {
    const tools = toolsOf(partOfRun(), attack.id);
    await attempt(attack, { page, context, browser, playwright, proxyUrl: null, ...tools });
  });
}
