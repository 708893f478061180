import { AsyncLocalStorage } from 'node:async_hooks';
import type Provider from 'oidc-provider';
import { sha256 } from '#harness/common/sha256.ts';
import type { Settings } from '../settings.ts';

/** Keeps the sessions of clients that want one of their own apart from the one that all others share. */
export interface IsolatedSessions {
  /** Acts in the session that is this client's. */
  readonly of: <T>(clientId: string | undefined, act: () => T) => T;
  /** From now on the provider finds and makes the session of the client that asks. */
  readonly keepApart: (provider: Provider) => void;
}

/** A session is what its cookie names: a client with one of its own has a cookie of its own. */
export function isolatedSessions({ clients }: Pick<Settings, 'clients'>): IsolatedSessions {
  const isolated = new Set(
    clients.flatMap(({ clientId, isolatedSession }) => (isolatedSession ? [clientId] : [])),
  );
  const asking = new AsyncLocalStorage<string | undefined>();
  const of: IsolatedSessions['of'] = (clientId, act) =>
    asking.run(clientId !== undefined && isolated.has(clientId) ? clientId : undefined, act);
  return {
    of,
    keepApart: (provider) => {
      if (isolated.size === 0) return;
      const shared = provider.cookieName.bind(provider);
      provider.cookieName = (cookie) => {
        const own = cookie === 'session' ? asking.getStore() : undefined;
        return own === undefined ? shared(cookie) : `${shared(cookie)}-${sha256(own).slice(0, 16)}`;
      };
      provider.use(async ({ path, query }, next) => {
        const [, login] = /^\/authorize\/([^/]+)$/.exec(path) ?? [];
        const clientId =
          login === undefined
            ? query['client_id']
            : (await provider.Interaction.find(login))?.params['client_id'];
        await of(typeof clientId === 'string' ? clientId : undefined, next);
      });
    },
  };
}
