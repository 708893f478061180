import type { FastifyInstance } from 'fastify';
import { systemClock, type Clock } from '#harness/common/clock.ts';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { createService } from '#mocks/kit/create-service.ts';
import { acceptJson, ignoreBodies } from './accept-json.ts';
import { appRecRoute } from './apprec-route.ts';
import { sendErrorMessage } from './error-message.ts';
import { messageRoutes } from './message-routes.ts';
import { openExchange } from './open-exchange.ts';
import { participant } from './participant.ts';
import { requiredHeaders } from './required-headers.ts';
import { sendRoute } from './send-route.ts';
import { faultsOf, settingsSchema } from './settings.ts';
import { storeBeforeAnswering } from './store/store-before-answering.ts';

/** The message exchange: it delivers to the roster's active parties; the standing letters already lie there. */
export function createApp(
  config: ServiceConfig,
  clock: Clock = systemClock,
  /** Where its own files lie. */
  folder = '.',
): FastifyInstance {
  const settings = settingsSchema.parse(config.settings);
  const nextFault = faultsOf(settings);
  const { parties } = config.roster;
  const { exchange, store } = openExchange(config, settings, clock, folder);
  const origin = config.origins[participant.name] ?? '';

  const app = createService(participant, sendErrorMessage);
  if (store !== undefined) storeBeforeAnswering(app, store);
  void app.register((scope, _options, done) => {
    scope.setErrorHandler(sendErrorMessage);
    scope.addHook('onRequest', requiredHeaders);
    acceptJson(scope);
    void scope.register((bodyless, _none, ready) => {
      ignoreBodies(bodyless);
      messageRoutes(bodyless, exchange);
      ready();
    });
    sendRoute(scope, exchange, nextFault, origin);
    appRecRoute(scope, exchange, parties, clock, origin);
    done();
  });
  return app;
}
