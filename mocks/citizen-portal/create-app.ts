import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import type { FastifyError, FastifyInstance } from 'fastify';
import { systemClock, type Clock } from '#harness/common/clock.ts';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { HarnessError } from '#harness/errors.ts';
import { createService } from '#mocks/kit/create-service.ts';
import { exchangeClient } from '#mocks/kit/exchange-client.ts';
import { pollWhileListening } from '#mocks/kit/poll.ts';
import { versionRoute } from '#mocks/kit/version-route.ts';
import { testDataDoor } from '#mocks/kit/test-data-door.ts';
import type { Taking } from '#mocks/kit/take-unread.ts';
import { idGatewayLogin } from './id-gateway-login.ts';
import { keptTestData } from './kept-test-data.ts';
import { letterRoutes } from './letter-routes.ts';
import { createLetters } from './letters.ts';
import { loginRoutes } from './login-routes.ts';
import { participant } from './participant.ts';
import { sendPage, type Portal } from './portal.ts';
import { publicRoutes } from './public-routes.ts';
import { messageReception } from './receive-messages.ts';
import { securityHeaders } from './security-headers.ts';
import { createSessions } from './sessions.ts';
import { settingsSchema, type Settings } from './settings.ts';
import { standingLetters } from './standing-letters.ts';
import { faultPage, loginDownPage } from './views/error-pages.ts';

const sessionMs = 60 * 60_000;
const loginMs = 10 * 60_000;

/** The citizen portal. From the moment that it listens it also fetches what lies at the message exchange. */
export function createApp(config: ServiceConfig, clock: Clock = systemClock): FastifyInstance {
  const settings = settingsSchema.parse(config.settings);
  const origin = config.origins['citizen-portal'] ?? `http://${config.listen.host}:${config.listen.port}`;
  const portal: Portal = {
    clock,
    people: config.roster.people,
    letters: createLetters(),
    gateway: idGatewayLogin(config, origin, settings.clientSecret),
    sessions: createSessions(clock, sessionMs),
    logins: createSessions(clock, loginMs),
    origin,
    secure: origin.startsWith('https:'),
  };
  const app = createService(participant);
  void app.register(cookie);
  void app.register(formbody);
  securityHeaders(app, config.origins['id-porten.id-gateway']);
  app.setErrorHandler<FastifyError | HarnessError>((error, _request, reply) => {
    if (error instanceof HarnessError && error.participant === 'id-gateway') {
      return sendPage(reply, 503, loginDownPage());
    }
    const status = error instanceof HarnessError ? 500 : (error.statusCode ?? 500);
    return sendPage(reply, status, faultPage());
  });
  versionRoute(app, settings.version);
  publicRoutes(app, portal);
  loginRoutes(app, portal);
  letterRoutes(app, portal);
  const reception = receiveMessages(app, config, portal, settings);
  testDataDoor(app, config, keptTestData(portal, reception, config.standing, settings.keepsAtPurge));
  return app;
}

function receiveMessages(
  app: FastifyInstance,
  config: ServiceConfig,
  portal: Portal,
  { pollMs, helseId }: Settings,
): Taking | undefined {
  const { letters, people, clock } = portal;
  for (const letter of standingLetters(config)) letters.add(letter);
  const receiver = config.roster.parties.find(({ role }) => role === 'receiver');
  if (receiver === undefined) return undefined;
  const reception = messageReception({
    exchange: exchangeClient(config, { sourceSystem: 'Innbyggerportalen 1.0', helseId }),
    herId: receiver.herId,
    people,
    letters,
    knownMsgIds: config.standing.letters.map(({ msgId }) => msgId),
    clock,
  });
  pollWhileListening(app, { look: () => reception.look(), everyMs: pollMs, clock });
  return reception;
}
