import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import type Provider from 'oidc-provider';
import type { Settings } from '../settings.ts';
import { helseIdLevels } from '../login/levels.ts';
import { loginRoutes } from '../login/login-routes.ts';
import { logoutRoutes } from '../login/logout-routes.ts';
import { once } from '../provider/once.ts';
import { providerRoutes } from '../provider/provider-routes.ts';
import { createSigningKey } from '../provider/signing-key.ts';
import { accountOf } from './claims.ts';
import type { HelseIdOptions } from './helse-id-options.ts';
import { testTokenRoutes } from './tokens/test-token-routes.ts';
import { userinfoRoutes } from './userinfo-routes.ts';

const paths = {
  gets: [
    '/.well-known/openid-configuration',
    '/.well-known/openid-configuration/jwks',
    '/connect/authorize',
    '/connect/authorize/:uid',
  ],
  posts: ['/connect/par', '/connect/token'],
};

/** All that answers at HelseID's name. */
export async function helseIdRoutes(
  scope: FastifyInstance,
  options: Omit<HelseIdOptions, 'signingKey'> & { readonly login: Settings['login'] },
): Promise<void> {
  const brand = 'HelseID';
  // Loaded and made when somebody asks for it, as ID-porten is.
  const helseId = once(async () => {
    const [{ createHelseId }, signingKey] = await Promise.all([import('./provider.ts'), createSigningKey()]);
    const made = { ...options, signingKey };
    return { ...made, provider: createHelseId(made) };
  });
  const provider = async (): Promise<Provider> => (await helseId()).provider;
  const { people, login: method } = options;
  await scope.register(providerRoutes(provider, paths));
  await scope.register(async (pages) => {
    await pages.register(formbody);
    loginRoutes(pages, { provider, brand, naming: helseIdLevels, accountOf, method, people });
    logoutRoutes(pages, { provider, brand, path: '/connect/endsession' });
    userinfoRoutes(pages, helseId);
    testTokenRoutes(pages, helseId);
  });
}
