import type { FastifyInstance, onRequestHookHandler } from 'fastify';
import { systemClock, type Clock } from '#harness/common/clock.ts';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { createService, type RefuseUnrouted } from '#mocks/kit/create-service.ts';
import { testDataDoor } from '#mocks/kit/test-data-door.ts';
import { acceptJson, ignoreBodies } from './accept-json.ts';
import { tokenCheckHook } from './access/token-check.ts';
import { answering } from './answer-message.ts';
import { apiVersionOf, forVersion, routeByVersion, type ApiVersion } from './api-version.ts';
import { appRecRoute } from './apprec-route.ts';
import { errorMessages } from './error-message.ts';
import { messageRoutes } from './message-routes.ts';
import { keptTestData } from './kept-test-data.ts';
import { openExchange, type OpenExchange } from './open-exchange.ts';
import { participant } from './participant.ts';
import { requiredHeaders } from './required-headers.ts';
import { sendRoute } from './send-route.ts';
import { settingsSchema, type ExchangeSettings } from './settings.ts';
import { storeBeforeAnswering } from './store/store-before-answering.ts';
import { submitting } from './submit.ts';
import { sendProblem } from './v3/problem.ts';
import { v3Routes } from './v3/routes.ts';
import type { V3 } from './v3/v3.ts';

/**
 * The message exchange: it delivers to the roster's active parties; the standing letters already lie there. Both
 * versions of the API work on one store.
 */
export function createApp(
  config: ServiceConfig,
  clock: Clock = systemClock,
  /** Where its own files lie. */
  folder = '.',
): FastifyInstance {
  const settings = settingsSchema.parse(config.settings);
  const checkToken = tokenCheckHook(config, settings);
  const parts = partsOf(config, settings, clock, folder);
  const origin = config.origins[participant.name] ?? '';
  const errors = { '2': errorMessages(settings), '3': sendProblem };
  const refuseUnrouted: RefuseUnrouted = (error, request, reply) => {
    errors[apiVersionOf(request)](error, request, reply);
  };
  // As the real service, which takes paths in any case.
  const app = createService(participant, refuseUnrouted, { caseSensitive: false });
  if (parts.store !== undefined) storeBeforeAnswering(app, parts.store);
  testDataDoor(app, config, keptTestData(parts, config));
  routeByVersion(app);
  const register = (version: ApiVersion, routes: (scope: FastifyInstance) => void): void => {
    void app.register((scope, _options, done) => {
      forVersion(scope, version);
      scope.setErrorHandler(errors[version]);
      for (const hook of checks(checkToken)) scope.addHook('onRequest', hook);
      acceptJson(scope);
      routes(scope);
      done();
    });
  };
  register('2', (scope) => {
    void scope.register((bodyless, _none, ready) => {
      ignoreBodies(bodyless);
      messageRoutes(bodyless, parts.exchange, parts.configurations);
      ready();
    });
    sendRoute(scope, parts, origin);
    appRecRoute(scope, parts, origin);
  });
  register('3', (scope) => v3Routes(scope, parts));
  return app;
}

const checks = (checkToken: onRequestHookHandler | undefined): onRequestHookHandler[] =>
  checkToken === undefined ? [requiredHeaders] : [checkToken, requiredHeaders];

function partsOf(
  config: ServiceConfig,
  settings: ExchangeSettings,
  clock: Clock,
  folder: string,
): V3 & OpenExchange {
  const opened = openExchange(config, settings, clock, folder);
  return {
    ...{ ...opened, settings, clock },
    submit: submitting(opened.exchange, settings),
    answer: answering(opened.exchange, config.roster.parties, clock),
  };
}
