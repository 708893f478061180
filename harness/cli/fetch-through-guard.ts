import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetch, ProxyAgent } from 'undici';
import type { EraserContext } from '#harness/common/drivers.ts';
import type { RunContext } from '#harness/environment/run-context.ts';
import { runsHome } from '#harness/participants/run-file.ts';

/** Requests to real systems, judged by the guard of the run that is up; a redirect is handed back, not followed. */
export function fetchThroughGuard({ proxyUrl, runId }: RunContext): EraserContext['fetch'] {
  const ca = join(runsHome(), runId, 'guard-ca.pem');
  return async (url, init = {}) => {
    const dispatcher = new ProxyAgent({ uri: proxyUrl, requestTls: { ca: readFileSync(ca, 'utf8') } });
    try {
      const response = await fetch(url, { ...init, dispatcher, redirect: 'manual' });
      const text = await response.text();
      return { status: response.status, text: () => Promise.resolve(text) };
    } finally {
      await dispatcher.close();
    }
  };
}
