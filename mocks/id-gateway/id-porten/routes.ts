import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import type Provider from 'oidc-provider';
import { idPortenLevels } from '../login/levels.ts';
import { loginRoutes } from '../login/login-routes.ts';
import { logoutRoutes } from '../login/logout-routes.ts';
import { providerRoutes } from '../provider/provider-routes.ts';
import { once } from '../provider/once.ts';
import { createSigningKey } from '../provider/signing-key.ts';
import { frontChannelOf } from './front-channel.ts';
import { isolatedSessions } from './isolated-sessions.ts';
import type { IdPortenOptions } from './provider.ts';

const paths = {
  gets: ['/.well-known/openid-configuration', '/jwks', '/authorize', '/authorize/:uid', '/userinfo'],
  posts: ['/par', '/token', '/userinfo', '/introspect'],
};

/** All that answers at ID-porten's name. */
export async function idPortenRoutes(
  scope: FastifyInstance,
  options: Omit<IdPortenOptions, 'signingKey' | 'sessions'>,
): Promise<void> {
  const brand = 'ID-porten';
  const sessions = isolatedSessions(options.settings);
  // Loaded and made when somebody asks for it: it takes longer than all else until the gateway is ready.
  const provider = once(async (): Promise<Provider> => {
    const [{ createIdPorten }, signingKey] = await Promise.all([import('./provider.ts'), createSigningKey()]);
    return createIdPorten({ ...options, signingKey, sessions });
  });
  const { people, settings } = options;
  await scope.register(providerRoutes(provider, paths));
  await scope.register(async (pages) => {
    await pages.register(formbody);
    loginRoutes(pages, {
      provider,
      brand,
      naming: idPortenLevels,
      accountOf: ({ role }) => role,
      method: settings.login,
      people,
    });
    logoutRoutes(pages, {
      ...{ provider, brand, sessions },
      path: '/logout',
      frontChannel: frontChannelOf(settings),
    });
  });
}
