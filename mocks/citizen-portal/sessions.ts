import { randomBytes } from 'node:crypto';
import type { Clock } from '#harness/common/clock.ts';

/** Values kept on the server under an opaque key that a browser holds in a cookie. */
export interface Sessions<T> {
  /** Keeps the value and resolves to its new key. */
  start(value: T): string;
  get(key: string | undefined): T | undefined;
  end(key: string | undefined): void;
  /** How many are kept. */
  readonly size: number;
  endAll(): void;
}

/** @param lifetimeMs how long after its start a session ends by itself */
export function createSessions<T>(clock: Clock, lifetimeMs: number): Sessions<T> {
  const sessions = new Map<string, { value: T; endsAt: number }>();
  const now = (): number => clock.now().getTime();
  return {
    start: (value) => {
      for (const [key, { endsAt }] of sessions) if (endsAt <= now()) sessions.delete(key);
      const key = randomBytes(32).toString('base64url');
      sessions.set(key, { value, endsAt: now() + lifetimeMs });
      return key;
    },
    get: (key) => {
      const session = key === undefined ? undefined : sessions.get(key);
      return session !== undefined && session.endsAt > now() ? session.value : undefined;
    },
    end: (key) => {
      if (key !== undefined) sessions.delete(key);
    },
    get size() {
      return sessions.size;
    },
    endAll: () => sessions.clear(),
  };
}
