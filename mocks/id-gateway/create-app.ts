import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { HarnessError } from '#harness/errors.ts';
import { createService } from '#mocks/kit/create-service.ts';
import { testDataDoor } from '#mocks/kit/test-data-door.ts';
import { atEndpoint } from './at-endpoint.ts';
import { helseIdRoutes } from './helse-id/routes.ts';
import { idPortenRoutes } from './id-porten/routes.ts';
import { keptTestData } from './kept-test-data.ts';
import { participant } from './participant.ts';
import type { KeptLogins } from './provider/memory-adapter.ts';
import { readSettings } from './settings.ts';

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
const style = read('./views/style.css');
const icon = read('./views/icon.svg');

/** The ID gateway's server, ready to listen. Throws ENVIRONMENT_INVALID when its settings are wrong. */
export async function createApp(config: ServiceConfig): Promise<FastifyInstance> {
  const origins = {
    idPorten: originOf('id-porten.id-gateway', config),
    helseId: originOf('helse-id.id-gateway', config),
  };
  const settings = readSettings(config);
  const { people } = config.roster;
  const app = createService(participant);
  const logins: KeptLogins[] = [];
  const keeping = (kept: KeptLogins): void => void logins.push(kept);
  testDataDoor(app, config, keptTestData(logins));
  await app.register(async (scope) => {
    atEndpoint(scope, { origin: origins.idPorten, otherOrigin: origins.helseId });
    pageParts(scope);
    await idPortenRoutes(scope, { issuer: origins.idPorten, settings, people, keeping });
  });
  await app.register(async (scope) => {
    atEndpoint(scope, { origin: origins.helseId });
    pageParts(scope);
    const { login, helseId } = settings;
    const issuer = origins.helseId;
    await helseIdRoutes(scope, { issuer, settings: helseId, people, login, keeping });
  });
  return app;
}

function pageParts(scope: FastifyInstance): void {
  scope.get('/style.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(style));
  scope.get('/favicon.ico', (_request, reply) => reply.type('image/svg+xml').send(icon));
}

function originOf(endpoint: string, { origins }: ServiceConfig): string {
  const origin = origins[endpoint];
  if (origin !== undefined) return origin;
  throw new HarnessError(`The service config has no origin for ${endpoint}.`, {
    code: 'ENVIRONMENT_INVALID',
    stage: 'participants',
    participant: 'id-gateway',
    hint: 'Services get their config from the participants room: see harness/participants.',
  });
}
