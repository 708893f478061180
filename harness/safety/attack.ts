import type { Browser, BrowserContext, Page, PlaywrightWorkerArgs } from '@playwright/test';
import type { RunContext } from '#harness/environment/run-context.ts';
import type { SinkAddresses } from './sink/sink-addresses.ts';

/** What an attack may use: all that a scenario has, and the sink's addresses. */
export interface Tools {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly browser: Browser;
  readonly playwright: PlaywrightWorkerArgs['playwright'];
  readonly run: RunContext;
  readonly sink: SinkAddresses;
  /** The guard's proxy; null in the control, where there is no guard. */
  readonly proxyUrl: string | null;
  /** Origin of the citizen's portal, which the sink plays like all others. */
  readonly origin: string;
  /** What the sink knows the attack by; it stands in each request. */
  readonly mark: string;
  /** An address there that no operation is listed for. */
  readonly url: string;
}

/**
 * Who must stop an attack. `guard`: it is denied and written down. `seal`: it never comes as far. `gate`: the run is not
 * begun.
 */
export type StoppedBy = 'guard' | 'seal' | 'gate';

/** One way to get a byte to production that must not get there. */
export interface Attack {
  /** Unique, in kebab case. */
  readonly id: string;
  readonly by: StoppedBy;
  /** Nothing of it is sent later than its attempt ends, so nobody need wait for it. */
  readonly isOver?: true;
  readonly attempt: (tools: Tools) => Promise<unknown>;
}

export const markOf = (id: string): string => `attack-${id}`;

/** An attack by a script in a page of the portal: `url` and `mark` are in its scope, and the sink's `ports`. */
export const inPage = (id: string, script: string, by: StoppedBy = 'guard'): Attack => ({
  id,
  by,
  attempt: async ({ page, origin, url, mark, sink }) => {
    await page.goto(`${origin}/`);
    const values = [url, mark, sink.ports].map((value) => JSON.stringify(value)).join(',');
    await page.evaluate(`(async (url, mark, ports) => { ${script} })(${values})`);
  },
});
