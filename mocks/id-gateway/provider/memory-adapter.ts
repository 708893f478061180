import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Entry {
  readonly payload: AdapterPayload;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const sweepEveryMs = 60_000;

/** What a storage keeps of people: sessions, grants and tokens of those who logged in, and logins under way. */
export interface KeptLogins {
  list(): string[];
  clear(): void;
}

/**
 * Storage for one oidc-provider that lives as long as the process. What has expired is swept away.
 * @param made is given what the storage keeps of people
 */
export function createMemoryAdapter(
  now: () => number = Date.now,
  made: (kept: KeptLogins) => void = () => undefined,
): AdapterFactory {
  const entries = new Map<string, Entry>();
  /** Ids of sessions, by uid. */
  const sessionIds = new Map<string, string>();
  let nextSweep = now() + sweepEveryMs;

  const remove = (key: string): void => {
    const uid = entries.get(key)?.payload.uid;
    if (uid !== undefined) sessionIds.delete(uid);
    entries.delete(key);
  };
  const sweep = (): void => {
    if (now() < nextSweep) return;
    nextSweep = now() + sweepEveryMs;
    for (const [key, { expiresAt }] of entries) if (expiresAt <= now()) remove(key);
  };
  const read = (key: string): AdapterPayload | undefined => {
    const entry = entries.get(key);
    return entry !== undefined && entry.expiresAt > now() ? entry.payload : undefined;
  };

  made(keptLogins(entries, remove));

  return (model): Adapter => ({
    upsert: (id, payload, expiresIn) => {
      sweep();
      remove(`${model}:${id}`);
      if (model === 'Session' && payload.uid !== undefined) sessionIds.set(payload.uid, id);
      const expiresAt = expiresIn === undefined ? Infinity : now() + expiresIn * 1000;
      entries.set(`${model}:${id}`, { payload, expiresAt });
      return Promise.resolve();
    },
    find: (id) => Promise.resolve(read(`${model}:${id}`)),
    findByUid: (uid) => Promise.resolve(read(`${model}:${sessionIds.get(uid) ?? ''}`)),
    findByUserCode: () => Promise.resolve(undefined),
    consume: (id) => {
      const payload = read(`${model}:${id}`);
      if (payload !== undefined) payload.consumed = Math.floor(now() / 1000);
      return Promise.resolve();
    },
    destroy: (id) => {
      remove(`${model}:${id}`);
      return Promise.resolve();
    },
    revokeByGrantId: (grantId) => {
      for (const [key, { payload }] of entries) if (payload.grantId === grantId) remove(key);
      return Promise.resolve();
    },
  });
}

/** Tokens of machines name no account; they come and go all the time. */
function keptLogins(entries: ReadonlyMap<string, Entry>, remove: (key: string) => void): KeptLogins {
  const list = (): string[] =>
    [...entries].flatMap(([key, { payload }]) =>
      JSON.stringify(payload).includes('"accountId"') ? [key] : [],
    );
  return {
    list,
    clear: () => {
      for (const key of list()) remove(key);
    },
  };
}
