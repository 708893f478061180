import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import type Provider from 'oidc-provider';
import { idPortenLevels } from '../login/levels.ts';
import { loginRoutes } from '../login/login-routes.ts';
import { logoutRoutes } from '../login/logout-routes.ts';
import { providerRoutes } from '../provider/provider-routes.ts';
import { createIdPorten, type IdPortenOptions } from './provider.ts';

const paths = {
  gets: ['/.well-known/openid-configuration', '/jwks', '/authorize', '/authorize/:uid', '/userinfo'],
  posts: ['/par', '/token', '/userinfo', '/introspect'],
};

/** All that answers at ID-porten's name. */
export async function idPortenRoutes(scope: FastifyInstance, options: IdPortenOptions): Promise<void> {
  const brand = 'ID-porten';
  const made = createIdPorten(options);
  const provider = (): Promise<Provider> => Promise.resolve(made);
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
    logoutRoutes(pages, { provider, brand, path: '/logout' });
  });
}
