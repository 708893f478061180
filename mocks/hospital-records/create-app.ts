import type { FastifyInstance } from 'fastify';
import { systemClock, type Clock } from '#harness/common/clock.ts';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { createService } from '#mocks/kit/create-service.ts';
import { exchangeClient } from '#mocks/kit/exchange-client.ts';
import { pollWhileListening } from '#mocks/kit/poll.ts';
import { testDataDoor } from '#mocks/kit/test-data-door.ts';
import { versionRoute } from '#mocks/kit/version-route.ts';
import { apiRoutes } from './api-routes.ts';
import { receiverLookup } from './find-receiver.ts';
import { followUp } from './follow-up.ts';
import { keptTestData } from './kept-test-data.ts';
import { newLetterRoutes } from './new-letter/new-letter-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { participant } from './participant.ts';
import { createSentLetters } from './sent-letters.ts';
import { settingsSchema } from './settings.ts';
import { standingLetters } from './standing-letters.ts';

/** The hospital's record system. From the moment that it listens it also follows what it has sent. */
export function createApp(config: ServiceConfig, clock: Clock = systemClock): FastifyInstance {
  const { pollMs, helseId, version } = settingsSchema.parse(config.settings);
  const { roster } = config;
  const exchange = exchangeClient(config, { sourceSystem: 'Pasientjournal 1.0', helseId });
  const letters = createSentLetters();
  for (const letter of standingLetters(config)) letters.add(letter);

  const app = createService(participant);
  const dispatch = { exchange, findReceiver: receiverLookup(config, helseId), roster, letters, clock };
  versionRoute(app, version);
  apiRoutes(app, dispatch);
  newLetterRoutes(app, dispatch);
  pageRoutes(app, { exchange, letters, roster });
  const herId = roster.parties.find(({ role }) => role === 'sender')?.herId;
  const following = herId === undefined ? undefined : followUp({ exchange, herId, letters, clock });
  if (following !== undefined) {
    pollWhileListening(app, { look: () => following.look(), everyMs: pollMs, clock });
  }
  testDataDoor(app, config, keptTestData(letters, following, config.standing));
  return app;
}
