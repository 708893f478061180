import type { FastifyInstance } from 'fastify';
import { systemClock, type Clock } from '#harness/common/clock.ts';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { createService } from '#mocks/kit/create-service.ts';
import { onlyAtEndpoint } from './only-at-endpoint.ts';
import { participant } from './participant.ts';
import { createRegister } from './register.ts';
import { restRoutes } from './rest-routes.ts';
import { settingsSchema } from './settings.ts';
import { soapRoutes } from './soap/soap-routes.ts';

/** The address register: its two endpoints, `rest` and `soap`, answer from the same seed, `config.roster.parties`. */
export function createApp(config: ServiceConfig, clock: Clock = systemClock): FastifyInstance {
  settingsSchema.parse(config.settings);
  const register = createRegister(config.roster.parties, clock);
  const app = createService(participant);
  void app.register(async (scope) => {
    onlyAtEndpoint(scope, 'rest', config.origins);
    await scope.register(restRoutes(register));
  });
  void app.register(async (scope) => {
    onlyAtEndpoint(scope, 'soap', config.origins);
    await scope.register(soapRoutes(register));
  });
  return app;
}
