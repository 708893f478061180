import type Provider from 'oidc-provider';
import type { Settings } from '../settings.ts';

/** Where clients want to be told of a logout, by client id. */
export const frontChannelOf = ({ clients }: Pick<Settings, 'clients'>): ReadonlyMap<string, string> =>
  new Map(
    clients.flatMap(({ clientId, frontchannelLogoutUri: uri }) =>
      uri === undefined ? [] : [[clientId, uri]],
    ),
  );

/** Tells these clients the session, by `sid` in the id_token; oidc-provider does so for back-channel logout alone. */
export function tellSession(provider: Provider, clients: ReadonlyMap<string, string>): void {
  Object.defineProperty(provider.Client.prototype, 'includeSid', {
    value(this: { readonly clientId: string }): boolean {
      return clients.has(this.clientId);
    },
  });
}
