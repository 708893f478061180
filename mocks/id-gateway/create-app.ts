import { readFileSync } from 'node:fs';
import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { HarnessError } from '#harness/errors.ts';
import { createService } from '#mocks/kit/create-service.ts';
import { loginRoutes } from './login-routes.ts';
import { logoutRoutes } from './logout-routes.ts';
import { participant } from './participant.ts';
import { createProvider } from './provider.ts';
import { providerRoutes } from './provider-routes.ts';
import { readSettings } from './settings.ts';

const endpoint = 'id-porten.id-gateway';
const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');

/** The ID gateway's server, ready to listen. Throws ENVIRONMENT_INVALID when its settings are wrong. */
export async function createApp(config: ServiceConfig): Promise<FastifyInstance> {
  const issuer = config.origins[endpoint];
  if (issuer === undefined) {
    throw new HarnessError(`The service config has no origin for ${endpoint}.`, {
      code: 'ENVIRONMENT_INVALID',
      stage: 'participants',
      participant: 'id-gateway',
      hint: 'Services get their config from the participants room: see harness/participants.',
    });
  }
  const settings = readSettings(config);
  const { people } = config.roster;
  const provider = createProvider(issuer, settings, people);
  const app = createService(participant);

  await app.register(async (idPorten) => {
    const { protocol, host } = new URL(issuer);
    // TLS ends before us, in the front: whatever the hop here was, the person's browser used the issuer's origin.
    idPorten.addHook('onRequest', (request, _reply, done) => {
      request.raw.headers['x-forwarded-proto'] = protocol.slice(0, -1);
      request.raw.headers['x-forwarded-host'] = host;
      done();
    });
    await idPorten.register(providerRoutes(provider));
    await idPorten.register(async (pages) => {
      await pages.register(formbody);
      loginRoutes(pages, { provider, method: settings.login, people });
      logoutRoutes(pages, provider);
    });
  });

  const style = read('./views/style.css');
  app.get('/style.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(style));
  const icon = read('./views/icon.svg');
  app.get('/favicon.ico', (_request, reply) => reply.type('image/svg+xml').send(icon));
  return app;
}
