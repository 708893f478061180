import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { canaryPath } from '#harness/common/canary.ts';
import { guardHeader } from '#harness/common/guard-headers.ts';
import type { Job } from './job.ts';

const timeoutMs = 15_000;

/** Tries to write, through the guard, where no operation is listed. Returns why it was not refused; undefined when it was. */
export async function sendCanary({ origin, proxyUrl, caPath }: Job['canary']): Promise<string | undefined> {
  const request = https.request(new URL(canaryPath, origin), {
    method: 'POST',
    agent: new https.Agent({ proxyEnv: { HTTPS_PROXY: proxyUrl } }),
    ca: readFileSync(caPath),
    headers: { 'content-length': '0' },
    signal: AbortSignal.timeout(timeoutMs),
  });
  request.end();
  try {
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    answer.resume();
    const refused = answer.statusCode === 403 && answer.headers[guardHeader] === 'denied';
    return refused ? undefined : `it was answered ${answer.statusCode ?? 'without a status'}`;
  } catch (error) {
    return `the guard did not answer it (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`;
  } finally {
    request.destroy();
  }
}
