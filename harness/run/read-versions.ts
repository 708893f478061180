import { readFileSync } from 'node:fs';
import jsonPatch from 'fast-json-patch';
import { fetch, ProxyAgent } from 'undici';
import type { ReadVersion } from '#harness/gate/check-versions.ts';
import { listed, type ListedRequests } from '#harness/observation/listed-requests.schema.ts';
import type { RunRecord } from '#harness/observation/run-record.schema.ts';
import type { OpenRun } from './open-run.ts';

const timeoutMs = 10_000;

/**
 * Reads deployed versions as any other request of the run: the guard judges it. A participant that does not answer
 * gives "no answer": that it is down is for the scenarios to find.
 */
export function versionsThroughGuard(
  { guard, context }: Pick<OpenRun, 'guard' | 'context'>,
  list: (requests: ListedRequests) => void,
): ReadVersion {
  return async ({ endpoint, path, pointer }) => {
    const origin = context.origins[endpoint];
    if (origin === undefined) return 'no answer';
    const shown = { method: 'GET', host: new URL(origin).host };
    const dispatcher = new ProxyAgent({
      uri: guard.proxyUrl,
      requestTls: { ca: readFileSync(guard.caPath, 'utf8') },
    });
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const answer = await fetch(new URL(path, origin), { dispatcher, signal, redirect: 'manual' });
      list(listed(shown, Object.fromEntries(answer.headers)));
      if (answer.status >= 502 && answer.status <= 504) return 'no answer';
      return answer.ok ? versionIn(await answer.text(), pointer) : undefined;
    } catch {
      list(listed(shown, undefined));
      return 'no answer';
    } finally {
      await dispatcher.close();
    }
  };
}

/** The same reader, which notes what it saw, in the order of the names. */
export function noteVersions(read: ReadVersion, seen: NonNullable<RunRecord['versions']>): ReadVersion {
  return async (shown) => {
    const found = await read(shown);
    seen.push({ name: shown.name, version: typeof found === 'object' ? found.version : null });
    seen.sort((a, b) => a.name.localeCompare(b.name));
    return found;
  };
}

function versionIn(text: string, pointer: string): { version: string } | undefined {
  try {
    const found: unknown = jsonPatch.getValueByPointer(JSON.parse(text), pointer);
    return typeof found === 'string' || typeof found === 'number' ? { version: String(found) } : undefined;
  } catch {
    return undefined;
  }
}
