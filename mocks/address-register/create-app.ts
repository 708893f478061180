import type { FastifyInstance, FastifyPluginCallback } from 'fastify';
import { systemClock, type Clock } from '#harness/common/clock.ts';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { createService } from '#mocks/kit/create-service.ts';
import { checkAccessTokens } from './access-tokens.ts';
import { createCertificates } from './certificates/certificates.ts';
import { createAgreements } from './cppa/agreements.ts';
import { cppaRoutes } from './cppa/cppa-routes.ts';
import { createProfiles } from './cppa/profiles.ts';
import { createHierarchy } from './hierarchy.ts';
import { onlyAtEndpoint } from './only-at-endpoint.ts';
import { participant } from './participant.ts';
import { createRegister } from './register.ts';
import { createEvents } from './rest/events.ts';
import { restRoutes } from './rest/rest-routes.ts';
import { settingsSchema } from './settings.ts';
import { soapRoutes } from './soap/soap-routes.ts';

/**
 * The address register: its three endpoints, `rest`, `soap` and `cppa`, answer from the same seed,
 * `config.roster.parties`.
 */
export function createApp(config: ServiceConfig, clock: Clock = systemClock): FastifyInstance {
  const settings = settingsSchema.parse(config.settings);
  const hierarchy = createHierarchy(config.roster.parties);
  const register = createRegister(hierarchy, clock);
  const certificates = createCertificates(hierarchy, settings, clock);
  const profiles = createProfiles(hierarchy, certificates, clock);
  const app = createService(participant);
  const serve = (endpoint: 'rest' | 'soap' | 'cppa', routes: FastifyPluginCallback): void => {
    void app.register(async (scope) => {
      onlyAtEndpoint(scope, endpoint, config.origins);
      if (endpoint !== 'soap') checkAccessTokens(scope, { endpoint, config, ...settings });
      await scope.register(routes);
    });
  };
  const events = createEvents(hierarchy, register);
  serve('rest', restRoutes({ hierarchy, register, events, settings, origins: config.origins }));
  serve('soap', soapRoutes({ register, certificates, hierarchy }, settings));
  serve('cppa', cppaRoutes({ profiles, agreements: createAgreements(profiles, clock), hierarchy }));
  return app;
}
